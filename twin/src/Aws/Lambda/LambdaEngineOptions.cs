namespace Twin.Aws.Lambda;

/// <summary>The options of the service.</summary>
internal sealed record LambdaEngineOptions
{
    /// <summary>The region of the functions.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// The twin's addresses, by the environment variables that the AWS SDKs read: <c>AWS_ENDPOINT_URL_S3</c> and the
    /// like.
    /// </summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; init; } = new Dictionary<string, string>();

    /// <summary>The twin's clock. Time limits use the machine's clock, as the functions do.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Waits before a retry, on the twin's clock. By default there is no wait.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Called with every line of a function's log, from any thread, one at a time per function.</summary>
    public Action<LambdaLogLine> Log { get; init; } = _ => { };

    /// <summary>Called with the function's name and the result of every invocation, each retry included.</summary>
    public Action<string, InvokeResult> Invoked { get; init; } = (_, _) => { };

    /// <summary>
    /// Called with the function's name each time its reserved concurrency refuses an invocation, which CloudWatch
    /// counts as Throttles.
    /// </summary>
    public Action<string> Throttled { get; init; } = _ => { };

    /// <summary>
    /// Called with the function's name and the record, JSON, of every event that failed for the last time and has no
    /// destination: on AWS it would be lost.
    /// </summary>
    public Action<string, ReadOnlyMemory<byte>> Discarded { get; init; } = (_, _) => { };
}
