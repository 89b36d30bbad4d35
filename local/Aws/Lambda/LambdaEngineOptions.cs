namespace Local.Aws.Lambda;

/// <summary>What the service needs to know of the rest of the twin.</summary>
internal sealed record LambdaEngineOptions
{
    /// <summary>The region that the functions run in.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// The twin's addresses, by the variables that the AWS SDKs read: <c>AWS_ENDPOINT_URL_S3</c> and the like.
    /// </summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; init; } = new Dictionary<string, string>();

    /// <summary>The twin's clock. Time limits are kept by the machine's, as the functions see it too.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Lets the time before a retry pass on the twin's clock. Unless given, it passes at once.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Gets every line that goes to a function's log, from any thread, one at a time per function.</summary>
    public Action<LambdaLogLine> Log { get; init; } = _ => { };

    /// <summary>Gets the function's name and the result of every invocation, each retry included.</summary>
    public Action<string, InvokeResult> Invoked { get; init; } = (_, _) => { };

    /// <summary>
    /// Gets the function's name each time that its reserved concurrency refuses an invocation: what CloudWatch counts
    /// as Throttles.
    /// </summary>
    public Action<string> Throttled { get; init; } = _ => { };

    /// <summary>
    /// Gets the function's name and the record, JSON, of every event that failed for the last time and has no
    /// destination: on AWS it would be gone.
    /// </summary>
    public Action<string, ReadOnlyMemory<byte>> Discarded { get; init; } = (_, _) => { };
}
