using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>The part of EventBridge's scheduled event that matters here; its other fields are ignored.</summary>
/// <param name="Time">When the rule fired; absent when somebody starts the function by hand.</param>
public sealed record ScheduledEvent([property: JsonPropertyName("time")] DateTimeOffset? Time);
