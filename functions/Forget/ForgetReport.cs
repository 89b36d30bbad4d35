namespace Functions.Forget;

/// <summary>The report of one part.</summary>
/// <param name="Found">The numbers of versions of objects that were found, or removed, or rewritten, by place.</param>
/// <param name="LockedUntil">The time until which Object Lock keeps some of them; null if it keeps none.</param>
/// <param name="Configured">True if the setting <c>playlists</c> still names the playlist, so that it will be read
/// again.</param>
/// <param name="Next">The value for <see cref="ForgetEvent.After"/> to continue; null if this pass is done.</param>
/// <param name="IsOpen">True if a record of an earlier call is open; of a close, if it is open still.</param>
public sealed record ForgetReport(
    [property: JsonPropertyName("found")] IReadOnlyDictionary<string, int> Found,
    [property: JsonPropertyName("locked_until")] DateTimeOffset? LockedUntil,
    [property: JsonPropertyName("configured")] bool Configured,
    [property: JsonPropertyName("next")] string? Next,
    [property: JsonPropertyName("open")] bool IsOpen)
{
    /// <summary>The place that any query fills again.</summary>
    public const string Results = "results of queries";

    /// <summary>The numbers of two reports together, by place.</summary>
    public static IReadOnlyDictionary<string, int> Sum(
        IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) => one.Concat(other)
        .GroupBy(place => place.Key, place => place.Value, StringComparer.Ordinal)
        .ToDictionary(place => place.Key, place => place.Sum(), StringComparer.Ordinal);
}
