using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <param name="ExtractedAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="Playlists">One outcome per playlist, in the order of the settings.</param>
public sealed record ExtractReport(
    [property: JsonPropertyName("extracted_at")] string ExtractedAt,
    [property: JsonPropertyName("playlists")] IReadOnlyList<PlaylistOutcome> Playlists)
{
    /// <summary>The time until which another invocation for the same event holds the lease, so that this one did
    /// nothing: ISO 8601, UTC, whole seconds. Null if this one ran.</summary>
    [JsonPropertyName("refused_until")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefusedUntil { get; init; }
}
