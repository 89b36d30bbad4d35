namespace Twin.Aws.Hosting;

/// <summary>
/// The stack's clock: it stands still while the stack works and jumps from one firing of the schedule to the next, so
/// that the same input gives the same bytes on any day.
/// </summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Advances to a later time; an earlier one has no effect.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        if (moment.UtcTicks > Interlocked.Read(ref _ticks))
        {
            Interlocked.Exchange(ref _ticks, moment.UtcTicks);
        }
    }
}
