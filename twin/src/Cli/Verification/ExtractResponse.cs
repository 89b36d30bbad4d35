using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Twin.Cli.Verification;

/// <summary>The extract function's report as it is read from its answer.</summary>
/// <param name="ExtractedAt">The time of the run.</param>
/// <param name="Playlists">The outcomes.</param>
internal sealed record ExtractResponse(
    [property: JsonPropertyName("extracted_at")] string? ExtractedAt,
    [property: JsonPropertyName("playlists")] ImmutableArray<PlaylistResponse> Playlists);

/// <summary>The outcome of one playlist.</summary>
/// <param name="Playlist">The playlist's id.</param>
/// <param name="Outcome">The outcome in words.</param>
/// <param name="Entries">The entries of a complete snapshot.</param>
/// <param name="Manifest">The key of a complete snapshot's manifest; null for another outcome.</param>
/// <param name="WaitingUntil">The time from which a run can continue; null for another outcome.</param>
/// <param name="Reason">The reason that there is no complete snapshot.</param>
/// <param name="Advice">The advice.</param>
internal sealed record PlaylistResponse(
    [property: JsonPropertyName("playlist")] string Playlist,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("entries")] int? Entries,
    [property: JsonPropertyName("manifest")] string? Manifest,
    [property: JsonPropertyName("waiting_until")] string? WaitingUntil,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("advice")] string? Advice);
