namespace Functions.Extract;

/// <summary>The clock of a run: this machine's, unless the event is older than six hours or of the future. Lambda keeps
/// an event for six hours at most. Such an event is a replay, whose clock starts at the event's own time, so that the
/// <c>blocked_until</c> of one replayed run means the same to the next.</summary>
internal sealed class RunClock
{
    private static readonly TimeSpan OldestEvent = TimeSpan.FromHours(6);

    private readonly TimeProvider _time;
    private readonly TimeSpan _offset;

    public RunClock(DateTimeOffset firedAt, TimeProvider time)
    {
        _time = time;
        var age = time.GetUtcNow() - firedAt;
        _offset = age >= TimeSpan.Zero && age <= OldestEvent ? TimeSpan.Zero : -age;
    }

    public DateTimeOffset Now => OfMachine(_time.GetUtcNow());

    /// <summary>A time of this machine's clock, converted to the run's.</summary>
    public DateTimeOffset OfMachine(DateTimeOffset moment) => (moment + _offset).ToUniversalTime();

    /// <summary>The time as text: ISO 8601, UTC, rounded up to whole seconds.</summary>
    public static string Text(DateTimeOffset moment)
    {
        var rest = moment.UtcTicks % TimeSpan.TicksPerSecond;
        var whole = rest == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerSecond - rest);
        return whole.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
