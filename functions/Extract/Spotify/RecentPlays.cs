using Functions.Json;

namespace Functions.Extract.Spotify;

/// <summary>A page of the user's last plays as Spotify sent it, with the ends of its plays. The rest is not
/// read.</summary>
/// <param name="Items">The number of its plays, those without an end included.</param>
internal sealed record RecentPlays(byte[] Bytes, int Items, IReadOnlyList<PlayEnd> Ends)
{
    /// <summary>The most plays that Spotify keeps, and gives.</summary>
    public const int MaxItems = 50;

    public static readonly Uri Address = new("me/player/recently-played", UriKind.Relative);

    /// <exception cref="InvalidResponseException">The answer is no page of plays.</exception>
    public static RecentPlays Read(byte[] answer)
    {
        var reader = SpotifyJson.Reader(answer);
        var root = JsonElement.ParseValue(ref reader);
        return SpotifyJson.Find(root, "items", JsonValueKind.Array) is { } items
            ? new RecentPlays(answer, items.GetArrayLength(), [.. items.EnumerateArray().SelectMany(EndOf)])
            : throw new InvalidResponseException("Spotify's answer is no page of plays: it has no items");
    }

    private static IEnumerable<PlayEnd> EndOf(JsonElement item) =>
        SpotifyJson.Find(item, "played_at", JsonValueKind.String) is { } text && PlayEnd.Find(text.GetString()) is { } end
            ? [end]
            : [];
}

/// <summary>The end of a play.</summary>
/// <param name="Text">The time as Spotify gave it: ISO 8601, UTC, with milliseconds.</param>
internal sealed record PlayEnd(DateTimeOffset Time, string Text)
{
    /// <returns>The end; null if the text is no time.</returns>
    public static PlayEnd? Find(string? text) => DateTimeOffset.TryParse(
        text,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time)
            ? new PlayEnd(time, text)
            : null;
}
