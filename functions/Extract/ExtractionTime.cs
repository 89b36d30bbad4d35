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
/// <param name="Read">The name of what is to be read: null for the playlists, or <see cref="Plays"/>.</param>
public sealed record ScheduledEvent(
    [property: JsonPropertyName("time")] DateTimeOffset? Time,
    [property: JsonPropertyName("read")] string? Read = null)
{
    public const string Plays = "plays";

    /// <summary>The scope that the user of the plays must have agreed to.</summary>
    public const string PlaysScope = "user-read-recently-played";

    /// <summary>The name of the variable in <see cref="PlaysTemplate"/>.</summary>
    public const string TimeVariable = "time";

    /// <summary>The template from which EventBridge makes the event for plays.</summary>
    public const string PlaysTemplate = $$"""{"read":"{{Plays}}","time":<{{TimeVariable}}>}""";

    /// <exception cref="InvalidOperationException">There is no such thing to read.</exception>
    /// <exception cref="ArgumentException">The time is out of range.</exception>
    internal void Check()
    {
        GivenTime.Require(Time, "time");
        if (Read is not (null or Plays))
        {
            throw new InvalidOperationException(
                $"The event asks to read '{Read}', which this function does not know. \"read\":\"{Plays}\" "
                + "reads the plays, and an event without it the playlists.");
        }
    }
}
