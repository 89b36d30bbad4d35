namespace Twin.Aws.Glue;

/// <summary>The modules that jobs import and Glue has: the twin's own, of Python's standard library alone.</summary>
internal static class PythonModules
{
    /// <summary>The part that PySpark replaces where it is installed.</summary>
    public const string Spark = "spark";

    private const string Prefix = "Python/";

    /// <summary>Writes the modules.</summary>
    /// <returns>The parts, with the folder from which each is imported.</returns>
    public static IReadOnlyCollection<(string Part, string Folder)> Unpack(string folder)
    {
        var parts = new HashSet<(string, string)>();
        var assembly = typeof(PythonModules).Assembly;
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var path = name[Prefix.Length..].Split('/', '\\');
            var part = path[0];
            var file = Path.Combine([folder, .. path]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var content = assembly.GetManifestResourceStream(name)!;
            using var written = File.Create(file);
            content.CopyTo(written);
            parts.Add((part, Path.Combine(folder, part)));
        }

        return parts;
    }
}
