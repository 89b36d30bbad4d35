namespace Local.Aws.Hosting;

/// <summary>
/// The stack's own time: it stands still while the stack works and jumps from one firing of the schedule to the next,
/// so that the same input gives the same bytes on any day.
/// </summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Jumps to a later moment; an earlier one changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        if (moment.UtcTicks > Interlocked.Read(ref _ticks))
        {
            Interlocked.Exchange(ref _ticks, moment.UtcTicks);
        }
    }
}
