using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Functions.Extract;

namespace Twin.Host;

/// <summary>The extract function's report, as it is read from its answer.</summary>
public sealed record ReportedExtraction(
    [property: JsonPropertyName("extracted_at")] string? ExtractedAt,
    [property: JsonPropertyName("playlists")] ImmutableArray<ReportedOutcome> Playlists);

/// <summary>The <see cref="PlaylistOutcome"/> of one playlist, as it is read from an answer or a log.</summary>
/// <param name="Outcome"><c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, …</param>
/// <param name="Entries">The number of entries of its snapshot, if there is one.</param>
/// <param name="Manifest">The key of a complete snapshot's manifest; null for another outcome.</param>
/// <param name="WaitingUntil">The time at which it is read on, ISO 8601; null if it does not wait.</param>
public sealed record ReportedOutcome(
    [property: JsonPropertyName("playlist")] string Playlist,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("entries")] int? Entries = null,
    [property: JsonPropertyName("manifest")] string? Manifest = null,
    [property: JsonPropertyName("waiting_until")] string? WaitingUntil = null,
    [property: JsonPropertyName("reason")] string? Reason = null,
    [property: JsonPropertyName("advice")] string? Advice = null)
{
    private static readonly ImmutableHashSet<string> Refused =
    [
        .. Enum.GetValues<OutcomeKind>()
            .Select(kind => new PlaylistOutcome("", kind))
            .Where(outcome => outcome.IsRefused)
            .Select(outcome => outcome.Outcome),
    ];

    /// <summary>True if Spotify refuses the playlist until somebody acts; the function does not fail then.</summary>
    public bool IsRefused => Refused.Contains(Outcome);

    public bool IsWaiting => WaitingUntil is not null;

    public bool IsRead => Outcome is "complete" or "unchanged";
}
