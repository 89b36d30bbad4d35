using MadeUpCaptures;

namespace Tests.Support;

/// <summary>Answers of Spotify's Web API, with the rows that each must give: made-up ones
/// (<c>tests/Support/Captures</c>) and, where they are beside the repository (<c>../shared/captures</c>), the originals
/// that those were made of.</summary>
internal static class Captures
{
    private const string Original = "original/";

    private const string Own = "../shared/captures-own";

    private static readonly SortedDictionary<string, string> Paths = new(
        Find("tests/Support/Captures").Select(path => (Name: Path.GetFileNameWithoutExtension(path), Path: path))
            .Concat(Find("../shared/captures").Select(path => (
                Name: Original + CaptureName.Shorten(Path.GetFileNameWithoutExtension(path)), Path: path)))
            .ToDictionary(capture => capture.Name, capture => capture.Path),
        StringComparer.Ordinal);

    public static IEnumerable<string> Names => Paths.Keys;
    public static TheoryData<string> Cases => [.. Names];

    /// <summary>The original pages of the user's own lists with their endpoints: none where they are not beside the
    /// repository.</summary>
    public static TheoryData<string, string> OwnPages =>
        new(Find(Own).Select(path => (Path: path, Endpoint: Path.GetFileName(path) switch
        {
            "own-top-tracks.json" => RawEndpoint.TopTracks,
            "own-saved-tracks.json" => RawEndpoint.SavedTracks,
            _ => "",
        }))
            .Where(page => page.Endpoint.Length > 0));

    public static IEnumerable<string> Both(string name) => Names.Where(found => MadeUpOf(found) == name);

    /// <summary>The name of the made-up capture: the given one, or the one that was made of it.</summary>
    public static string MadeUpOf(string name) => IsOriginal(name) ? name[Original.Length..] : name;

    public static bool IsOriginal(string name) => name.StartsWith(Original, StringComparison.Ordinal);

    public static string MadeUp(string name, string text) => IsOriginal(name) ? MadeUpText.From(text) : text;

    public static string PathOf(string name) => Paths.GetValueOrDefault(name, name);

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public static byte[] ReadExpected(string name) => File.ReadAllBytes(
        Path.Combine(Path.GetDirectoryName(PathOf(name))!, "expected", Path.GetFileName(PathOf(name))));

    private static IEnumerable<string> Find(string folder)
    {
        var captures = Path.GetFullPath(Path.Combine(PulumiProject.Folder, folder));
        return Directory.Exists(captures)
            ? Directory.EnumerateFiles(Path.Combine(captures, "expected"), "*.json")
                .Select(expected => Path.Combine(captures, Path.GetFileName(expected)))
                .Where(File.Exists)
            : [];
    }
}
