namespace MadeUpCaptures;

/// <summary>The name of a made-up capture: the words of the original's name that say what it holds.</summary>
internal static class CaptureName
{
    // Any other word may say who captured it.
    private static readonly HashSet<string> Words =
    [
        "and", "bare", "both", "cyrillic", "duplicates", "empty", "episode", "episodes", "error", "expired", "itemkey",
        "items", "lastpage", "list", "local", "month", "notowner", "null", "of", "only", "p1", "p2", "playlist",
        "playlists", "precision", "symbols", "topsongs", "track", "tracks", "union", "years",
    ];

    /// <summary>Shortens the name of a capture's file, with or without its extension.</summary>
    public static string Shorten(string original) =>
        string.Join('-', Path.GetFileNameWithoutExtension(original).Split('-')
            .Where(word => Words.Contains(word) || word.All(char.IsAsciiDigit)))
        + Path.GetExtension(original);
}
