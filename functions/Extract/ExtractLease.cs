namespace Functions.Extract;

/// <summary>The lease that one extraction at a time holds. It ends with the time limit of its holder's
/// invocation.</summary>
/// <remarks>Spotify counts all requests of an app together: two extractions at once would only block each other.
/// Reserved concurrency would prevent that too, but an account with a small quota cannot reserve any.</remarks>
internal static class ExtractLease
{
    /// <summary>Takes the lease, if it is free or its holder's time is over.</summary>
    /// <param name="firedAt">The time of the event for which this invocation runs.</param>
    public static Task<LeaseResult> TakeAsync(
        RawStore store,
        DateTimeOffset firedAt,
        RunClock clock,
        TimeSpan remaining,
        CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var mine = new LeaseState
        {
            // Each invocation is a holder of its own, also one for an event that came twice.
            Holder = Guid.NewGuid().ToString("N"),
            FiredAt = firedAt.ToUniversalTime(),
            Until = now + remaining,
        };
        return Lease.TakeAsync(store, StateZone.Lease, mine, now, cancellationToken);
    }
}
