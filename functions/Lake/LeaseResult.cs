namespace Functions.Lake;

/// <summary>The result of asking for a lease.</summary>
internal abstract record LeaseResult
{
    /// <summary>The caller has the lease.</summary>
    public sealed record Taken(Lease Lease) : LeaseResult;

    /// <summary>Somebody else has it.</summary>
    /// <param name="Holder">The name of the holder.</param>
    /// <param name="FiredAt">The time of the event for which the holder runs; null if it is unknown.</param>
    /// <param name="Until">The time at which the lease is free at the latest.</param>
    public sealed record Held(string? Holder, DateTimeOffset? FiredAt, DateTimeOffset Until) : LeaseResult;
}
