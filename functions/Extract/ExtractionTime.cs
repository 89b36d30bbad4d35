namespace Functions.Extract;

/// <summary>The time at which the schedule fired. It determines the keys, and not the time at which the function runs,
/// so that a repeated event has the same keys.</summary>
internal sealed record ExtractionTime
{
    public ExtractionTime(DateTimeOffset firedAt)
    {
        Moment = firedAt.ToUniversalTime();
        var utc = firedAt.UtcDateTime;
        Date = DateOnly.FromDateTime(utc);
        Text = utc.ToString(SnapshotManifest.TimeFormat, CultureInfo.InvariantCulture);
    }

    /// <summary>The time in UTC.</summary>
    public DateTimeOffset Moment { get; }

    /// <summary>The UTC day.</summary>
    public DateOnly Date { get; }

    /// <summary>The time as text: ISO 8601, UTC, whole seconds.</summary>
    public string Text { get; }
}

/// <summary>EventBridge's scheduled event. Its other fields are ignored.</summary>
/// <param name="Time">The time at which the rule fired; null if somebody starts the function by hand.</param>
public sealed record ScheduledEvent([property: JsonPropertyName("time")] DateTimeOffset? Time);
