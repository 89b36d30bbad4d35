namespace Functions.Extract;

/// <summary>The result of asking for the lease.</summary>
internal abstract record LeaseResult
{
    /// <summary>This invocation has the lease.</summary>
    public sealed record Taken(ExtractLease Lease) : LeaseResult;

    /// <summary>Another invocation has it.</summary>
    /// <param name="FiredAt">The time of the event for which that one runs; null if it is unknown.</param>
    /// <param name="Until">The time at which the lease is free at the latest.</param>
    public sealed record Held(DateTimeOffset? FiredAt, DateTimeOffset Until) : LeaseResult;
}
