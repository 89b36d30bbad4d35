namespace Functions.Lake;

/// <summary>The list of playlists to read: an object in the raw bucket, in UTF-8, one id per line. A function's
/// environment has room for 4 KB only (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), the
/// object for any number.</summary>
public static class PlaylistList
{
    /// <summary>The object's key, outside <see cref="RawSnapshot.Zone"/>, which holds Spotify's answers only.</summary>
    public const string Key = "settings/playlists.txt";

    public const string ContentType = "text/plain; charset=utf-8";

    /// <summary>The object's content: each playlist once, in the given order.</summary>
    public static string Format(IEnumerable<string> playlists) =>
        string.Concat(playlists.Distinct(StringComparer.Ordinal).Select(playlist => playlist + "\n"));

    /// <summary>The lines of the object, each once, without blank ones and surrounding white space. They are not
    /// checked; <see cref="PlaylistId"/> does that.</summary>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> utf8) =>
    [
        .. Encoding.UTF8.GetString(utf8)
            .TrimStart('\uFEFF')
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal),
    ];
}
