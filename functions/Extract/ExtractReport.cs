using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>The report of one run.</summary>
/// <param name="ExtractedAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="Playlists">One outcome per playlist, in the order of the settings.</param>
public sealed record ExtractReport(
    [property: JsonPropertyName("extracted_at")] string ExtractedAt,
    [property: JsonPropertyName("playlists")] IReadOnlyList<PlaylistOutcome> Playlists);
