namespace Twin.Aws.Lambda;

/// <summary>A function's configuration for asynchronous invocation.</summary>
public sealed record EventInvokeConfig
{
    /// <summary>The maximum number of retries of a failed event: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>The maximum age of an event that is retried.</summary>
    public TimeSpan MaximumEventAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// The on-failure destination: gets the record, JSON, of an event that has failed for the last time. Null: the
    /// event is discarded.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task>? OnFailure { get; init; }
}
