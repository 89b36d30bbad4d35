namespace Local.Aws.Lambda;

/// <summary>How an invocation ended.</summary>
public sealed record InvokeResult
{
    /// <summary>The request id. Retries of an event have the same.</summary>
    public required string RequestId { get; init; }

    /// <summary>What Lambda answers with, JSON: the handler's answer, or the error.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What went wrong; null if nothing did.</summary>
    public FunctionError? Error { get; init; }

    /// <summary>How long the handler took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long the process took to be ready; null if it was.</summary>
    public TimeSpan? InitDuration { get; init; }

    /// <summary>
    /// The most memory that the process has held so far, in MB. Lambda would have ended a process that took more than
    /// the function's <see cref="LambdaFunction.MemorySize"/>; here it goes on.
    /// </summary>
    public int MaxMemoryUsed { get; init; }

    /// <summary>
    /// The most memory that the process had held when it was ready for its first invocation, in MB; null if it was.
    /// </summary>
    public int? InitMemoryUsed { get; init; }

    /// <summary>Whether the time limit ended it.</summary>
    public bool TimedOut { get; init; }
}
