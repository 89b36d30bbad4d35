using System.Reflection;

namespace Functions;

/// <summary>Which build wrote an object: the package's version, with the commit where the build knew it.</summary>
internal static class CodeVersion
{
    public static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
