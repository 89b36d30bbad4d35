using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>What became of one playlist in one run.</summary>
/// <param name="Playlist">Its id, or what was configured where that is no id.</param>
public sealed record PlaylistOutcome(
    [property: JsonPropertyName("playlist")] string Playlist,
    [property: JsonIgnore] OutcomeKind Kind)
{
    /// <summary>
    /// <see cref="Kind"/> in words: <c>complete</c>, <c>not owned</c>, <c>waiting until 2026-11-22T06:00:00Z</c>, …
    /// </summary>
    [JsonPropertyName("outcome")]
    public string Outcome => Kind == OutcomeKind.Waiting
        ? $"waiting until {WaitingUntil}"
        : JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind.ToString()).Replace('_', ' ');

    /// <summary>The entries of a complete snapshot.</summary>
    [JsonPropertyName("entries")]
    public int? Entries { get; init; }

    /// <summary>The pages of a complete snapshot.</summary>
    [JsonPropertyName("pages")]
    public int? Pages { get; init; }

    /// <summary>The key of a complete snapshot's manifest in the raw bucket.</summary>
    [JsonPropertyName("manifest")]
    public string? Manifest { get; init; }

    /// <summary>From when on a run can go on with it: ISO 8601, UTC, whole seconds.</summary>
    [JsonPropertyName("waiting_until")]
    public string? WaitingUntil { get; init; }

    /// <summary>Why it is not complete.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonPropertyName("advice")]
    public string? Advice { get; init; }

    /// <summary>Whether the snapshot is in the raw bucket.</summary>
    [JsonIgnore]
    public bool IsComplete => Kind is OutcomeKind.Complete or OutcomeKind.Unchanged;

    /// <summary>Whether somebody should hear of it: a later run alone does not help.</summary>
    [JsonIgnore]
    public bool IsFailure => !IsComplete && Kind != OutcomeKind.Waiting;
}
