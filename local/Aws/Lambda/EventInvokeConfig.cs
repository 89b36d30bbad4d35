namespace Local.Aws.Lambda;

/// <summary>A function's configuration for asynchronous invocation.</summary>
public sealed record EventInvokeConfig
{
    /// <summary>How often a failed event is tried again: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>How old an event may be when it is tried again.</summary>
    public TimeSpan MaximumEventAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// The on-failure destination: gets the record, JSON, of an event that has failed for the last time. Null is no
    /// destination, and the event is discarded.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task>? OnFailure { get; init; }
}
