using System.Globalization;

namespace Functions.Extract;

/// <summary>
/// The time of a run: this machine's, unless the event is of another time. Lambda keeps an event for six hours at most;
/// an older one, or one of the future, is replayed and stands for its own time, so that what one such run remembers
/// (<c>blocked_until</c>) means the same to the next.
/// </summary>
internal sealed class RunClock
{
    private static readonly TimeSpan OldestEvent = TimeSpan.FromHours(6);

    private readonly TimeProvider _time;
    private readonly TimeSpan _offset;

    /// <summary>Made when the run begins.</summary>
    public RunClock(DateTimeOffset firedAt, TimeProvider time)
    {
        _time = time;
        var age = time.GetUtcNow() - firedAt;
        _offset = age >= TimeSpan.Zero && age <= OldestEvent ? TimeSpan.Zero : -age;
    }

    public DateTimeOffset Now => OfMachine(_time.GetUtcNow());

    /// <summary>A moment of this machine's clock by the run's.</summary>
    public DateTimeOffset OfMachine(DateTimeOffset moment) => (moment + _offset).ToUniversalTime();

    /// <summary>ISO 8601, UTC, in whole seconds and never too early.</summary>
    public static string Text(DateTimeOffset moment)
    {
        var rest = moment.UtcTicks % TimeSpan.TicksPerSecond;
        var whole = rest == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerSecond - rest);
        return whole.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
