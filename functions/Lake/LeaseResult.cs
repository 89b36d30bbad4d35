namespace Functions.Lake;

internal abstract record LeaseResult
{
    public sealed record Taken(Lease Lease) : LeaseResult;

    /// <param name="FiredAt">The time of the event for which the holder runs; null if it is unknown.</param>
    /// <param name="Until">The time at which the lease is free at the latest.</param>
    public sealed record Held(string? Holder, DateTimeOffset? FiredAt, DateTimeOffset Until) : LeaseResult;
}
