namespace Functions.Extract;

/// <summary>EventBridge's scheduled event. Its other fields are ignored.</summary>
/// <param name="Time">The time at which the rule fired; null if somebody starts the function by hand.</param>
public sealed record ScheduledEvent([property: JsonPropertyName("time")] DateTimeOffset? Time);
