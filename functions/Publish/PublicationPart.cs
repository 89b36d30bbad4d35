using System.Text.Json.Serialization;

namespace Functions.Publish;

/// <summary>A part of a publication: the due days of one month, which one run of each statement publishes.</summary>
/// <param name="Days">The fingerprint of each due day's snapshots, at the time of the plan.</param>
public sealed record PublicationPart(
    [property: JsonPropertyName("first_day")] DateOnly FirstDay,
    [property: JsonPropertyName("last_day")] DateOnly LastDay,
    [property: JsonPropertyName("days")] IReadOnlyDictionary<DateOnly, string> Days);
