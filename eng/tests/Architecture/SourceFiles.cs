namespace Eng.Tests.Architecture;

/// <summary>The files of this repository, without those that a build or a run makes.</summary>
internal static class SourceFiles
{
    private static readonly string[] Made = ["bin", "obj", "artifacts", "out", "node_modules", ".git"];

    /// <summary>The files below a folder of the repository, by their full paths.</summary>
    /// <param name="pattern">The pattern of their names, for example <c>*.cs</c>.</param>
    /// <param name="folder">The folder; empty for the whole repository.</param>
    public static IEnumerable<string> Find(string pattern, string folder = "") =>
        Directory.EnumerateFiles(Path.Combine(PulumiProject.Folder, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !NameOf(file).Split('/').Any(Made.Contains));

    /// <summary>The lines of a file, those of raw string literals as empty ones.</summary>
    public static string[] WithoutRawStrings(string[] lines)
    {
        var isText = false;
        return
        [
            .. lines.Select(line =>
            {
                isText ^= line.Split("\"\"\"").Length % 2 == 0;
                return isText ? "" : line;
            }),
        ];
    }

    /// <summary>The path of a file from the repository's root, with slashes.</summary>
    public static string NameOf(string file) => Path.GetRelativePath(PulumiProject.Folder, file).Replace('\\', '/');
}
