namespace Twin.Aws.Lambda;

/// <summary>The result of an invocation.</summary>
public sealed record InvokeResult
{
    /// <summary>The request id. Retries of an event have the same one.</summary>
    public required string RequestId { get; init; }

    /// <summary>Lambda's response, JSON: the handler's result, or the error.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The error; null if there is none.</summary>
    public FunctionError? Error { get; init; }

    /// <summary>The duration of the handler.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The time that the process took to start; null if it was running.</summary>
    public TimeSpan? InitDuration { get; init; }

    /// <summary>
    /// The process's highest memory use so far, in MB. Lambda would kill a process that exceeds the function's
    /// <see cref="LambdaFunction.MemorySize"/>; here it continues.
    /// </summary>
    public int MaxMemoryUsed { get; init; }

    /// <summary>
    /// The highest memory use of the process when it was ready for its first invocation, in MB; null if it was running.
    /// </summary>
    public int? InitMemoryUsed { get; init; }

    /// <summary>True if it was stopped at the time limit.</summary>
    public bool TimedOut { get; init; }
}
