using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>What became of one playlist in one run.</summary>
/// <param name="Playlist">Its id, or what was configured where that is no id.</param>
public sealed record PlaylistOutcome(
    [property: JsonPropertyName("playlist")] string Playlist,
    [property: JsonIgnore] OutcomeKind Kind)
{
    /// <summary><see cref="Kind"/> in words: <c>complete</c>, <c>not owned</c>, …</summary>
    [JsonPropertyName("outcome")]
    public string Outcome => JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind.ToString()).Replace('_', ' ');

    /// <summary>The entries of a complete snapshot.</summary>
    [JsonPropertyName("entries")]
    public int? Entries { get; init; }

    /// <summary>The pages of a complete snapshot.</summary>
    [JsonPropertyName("pages")]
    public int? Pages { get; init; }

    /// <summary>The key of a complete snapshot's manifest in the raw bucket.</summary>
    [JsonPropertyName("manifest")]
    public string? Manifest { get; init; }

    /// <summary>Why it is not complete.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonPropertyName("advice")]
    public string? Advice { get; init; }

    /// <summary>Whether the rest of the run would only meet the same: then it asks Spotify nothing more.</summary>
    [JsonIgnore]
    public bool EndsTheRun => Kind is OutcomeKind.RateLimited or OutcomeKind.AuthorizationExpired;
}
