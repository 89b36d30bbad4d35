namespace Twin.Aws.Hosting;

/// <summary>The work of running services, and the clock on which it waits.</summary>
public sealed class PendingWork(Func<IEnumerable<IRunningService>> services, VirtualClock clock)
{
    /// <summary>Waits until all work in progress is done: functions, and executions of state machines. If
    /// only work is left that waits for a time, the clock advances to it. No schedule fires in between.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var service in services())
            {
                again |= await service.CompletePendingAsync(cancellationToken);
            }

            if (!again && services().Min(service => service.WaitsUntil) is { } time)
            {
                AdvanceTo(time);
                again = true;
            }
        }
    }

    /// <summary>Does the work that is due before a time, and advances the clock to it.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        foreach (var service in services())
        {
            service.RunUntil(time);
        }

        clock.AdvanceTo(time);
    }
}

/// <summary>The stack's clock: it stands still while the stack works and jumps from one firing of the schedule to the
/// next, so that the same input gives the same bytes on any day.</summary>
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
