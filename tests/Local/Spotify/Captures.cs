using Local;

namespace Tests.Local.Spotify;

/// <summary>Real answers of the Web API, kept beside the repository and not in it.</summary>
internal static class Captures
{
    public static string Folder { get; } =
        Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "captures"));

    /// <summary>Those that the twin refuses, and what it calls them.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>
    {
        ["error-401-expired"] = "an error body: 401 The access token expired",
        ["error-403-notowner"] = "an error body: 403 You cannot add tracks to a playlist you don't own.",
        ["error-404-playlist"] = "an error body: 404 Resource not found",
        ["etl-schaves-list-of-playlists"] = "an array of whole playlists (1)",
    };

    /// <summary>The captured answers' paths; skips the test where there are none.</summary>
    public static IReadOnlyList<string> Files()
    {
        if (!Directory.Exists(Folder))
        {
            Assert.Skip($"There is no {Folder}: the captured answers are kept beside the repository.");
        }

        return [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)];
    }

    public static IEnumerable<string> Readable() => Files().Where(path => !Refused.ContainsKey(NameOf(path)));

    public static string Of(string name)
    {
        Files();
        return Path.Combine(Folder, name + ".json");
    }

    public static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
