namespace Tests;

/// <summary>
/// Real answers of Spotify's Web API, with the rows that each must give. They lie beside the repository
/// (<c>../shared/captures</c>) and are no part of it: tests that need them are skipped where they are not.
/// </summary>
internal static class Captures
{
    private const string Absent = "(none here)";

    /// <summary>Where they lie; null where they do not.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The captures that have an expected set, without <c>.json</c>.</summary>
    public static IEnumerable<string> Names => Folder is null
        ? []
        : Directory.EnumerateFiles(Path.Combine(Folder, "expected"), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => File.Exists(Path.Combine(Folder, name + ".json")))
            .Order(StringComparer.Ordinal);

    /// <summary><see cref="Names"/> for a theory; one case, that is skipped, where there are none.</summary>
    public static TheoryData<string> Cases => [.. Names.DefaultIfEmpty(Absent)];

    /// <summary>The folder, or the running test is skipped.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Folder is null, "../shared/captures is not beside the repository");
        return Folder;
    }

    /// <summary>The capture as it came.</summary>
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Require(), name + ".json"));

    /// <summary>The rows that the capture must give, as JSON.</summary>
    public static byte[] ReadExpected(string name) =>
        File.ReadAllBytes(Path.Combine(Require(), "expected", name + ".json"));

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SpotifyStack.sln")))
            {
                var captures = Path.Combine(folder.FullName, "..", "shared", "captures");
                return Directory.Exists(captures) ? Path.GetFullPath(captures) : null;
            }
        }

        return null;
    }
}
