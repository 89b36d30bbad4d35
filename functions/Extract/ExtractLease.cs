namespace Functions.Extract;

/// <summary>The lease that one extraction at a time holds. It ends with the time limit of its holder's
/// invocation.</summary>
/// <remarks>Spotify counts all requests of an app together: two extractions at once would only block each other.
/// Reserved concurrency would prevent that too, but an account with a small quota cannot reserve any.</remarks>
internal static class ExtractLease
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>Takes the lease, if it is free or its holder's time is over. A run for playlists waits for one for
    /// plays, which ends soon.</summary>
    /// <param name="schedule">The event for which this invocation runs.</param>
    /// <param name="firedAt">Its time.</param>
    /// <param name="remaining">The time that the run has from now on.</param>
    public static async Task<LeaseResult> TakeAsync(
        RawStore store,
        ScheduledEvent? schedule,
        DateTimeOffset firedAt,
        RunClock clock,
        Func<TimeSpan> remaining,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        // The clock of a replay is not that of the lease: it waits no longer than such a lease lasts.
        var end = clock.Now + PlaysExtraction.MaxTime;
        // Each invocation is a holder of its own, also one for an event that came twice.
        var holder = Guid.NewGuid().ToString("N");
        while (true)
        {
            var now = clock.Now;
            var mine = new LeaseState
            {
                Holder = holder,
                FiredAt = firedAt.ToUniversalTime(),
                Read = schedule?.Read,
                Until = now + remaining(),
            };
            var result = await Lease.TakeAsync(store, StateZone.Lease, mine, now, cancellationToken);
            if (schedule?.Read is not null
                || result is not LeaseResult.Held { Read: ScheduledEvent.Plays, Until: var until }
                || clock.Now >= end)
            {
                return result;
            }

            var rest = (until < end ? until : end) - clock.Now;
            await Task.Delay(rest < Poll && rest > TimeSpan.Zero ? rest : Poll, time, cancellationToken);
        }
    }
}
