namespace Functions.Hosting;

/// <summary>The version of the build that writes an object. It is derived from the code alone: with the commit or the
/// time in it, each commit would be another package, and deploy all functions again.</summary>
internal static class CodeVersion
{
    /// <summary>The first 12 hexadecimal digits of the module's version id, which a deterministic build derives from
    /// its sources.</summary>
    public static string Current { get; } = typeof(CodeVersion).Module.ModuleVersionId.ToString("N")[..12];
}
