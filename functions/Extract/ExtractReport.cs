using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>What one run did.</summary>
/// <param name="ExtractedAt">When the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="Playlists">One outcome a playlist, in the order of the settings.</param>
public sealed record ExtractReport(
    [property: JsonPropertyName("extracted_at")] string ExtractedAt,
    [property: JsonPropertyName("playlists")] IReadOnlyList<PlaylistOutcome> Playlists);
