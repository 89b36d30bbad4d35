namespace Functions.Extract;

/// <summary>The content of the lease's object.</summary>
internal sealed record LeaseState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The id of the last holder. Each invocation has its own, also one for an event that came twice.</summary>
    public string? Holder { get; init; }

    /// <summary>The time of the event for which the holder runs.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>The end of the holder's time limit, at which the lease is free; null if it has been released.</summary>
    public DateTimeOffset? Until { get; init; }
}
