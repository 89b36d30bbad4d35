namespace Twin.Aws.Lambda;

public sealed record InvokeResult
{
    /// <summary>The request id. Retries of an event have the same one.</summary>
    public required string RequestId { get; init; }

    /// <summary>Lambda's response, JSON: the handler's result, or the error.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    public FunctionError? Error { get; init; }
    public TimeSpan Duration { get; init; }

    /// <summary>The time that the process took to start; null if it was running.</summary>
    public TimeSpan? InitDuration { get; init; }

    /// <summary>The process's highest memory use so far, in MB.</summary>
    public int MaxMemoryUsed { get; init; }

    /// <summary>The memory use before the first invocation, in MB; null if the process was running.</summary>
    public int? InitMemoryUsed { get; init; }

    public bool TimedOut { get; init; }

    /// <summary>True if the system killed the process because it used more than its memory.</summary>
    public bool IsOutOfMemory { get; init; }
}

/// <param name="Type">The exception's type, or one of Lambda's own, for example <c>Sandbox.Timedout</c>.</param>
public sealed record FunctionError(string Type, string Message)
{
    internal static FunctionError Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return new FunctionError(Text(json.RootElement, "errorType"), Text(json.RootElement, "errorMessage"));
        }
        catch (JsonException)
        {
            return new FunctionError("Runtime.Unknown", "The runtime reported an error without saying which.");
        }
    }

    internal byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new { errorType = Type, errorMessage = Message }, LambdaJsonOptions.Options);

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ToString()
            : "Unknown";
}

internal abstract record InvocationOutcome
{
    private InvocationOutcome()
    {
    }

    internal sealed record Responded(RuntimeResponse Response) : InvocationOutcome;

    internal sealed record TimedOut : InvocationOutcome;

    internal sealed record Exited(int ExitCode, bool IsOutOfMemory = false) : InvocationOutcome
    {
        public string Reason => ExitCode switch
        {
            0 => "Runtime exited without providing a reason",
            134 => "Runtime exited with error: signal: aborted",
            137 => "Runtime exited with error: signal: killed",
            139 => "Runtime exited with error: signal: segmentation fault",
            _ => $"Runtime exited with error: exit status {ExitCode}",
        };
    }
}

internal static class FailureMessages
{
    public const string TimedOutType = "Sandbox.Timedout";
    public const string ExitErrorType = "Runtime.ExitError";
    public const string OutOfMemoryType = "Runtime.OutOfMemory";

    public static string TimedOut(TimeSpan timeout) =>
        string.Create(CultureInfo.InvariantCulture, $"Task timed out after {timeout.TotalSeconds:F2} seconds");

    public static FunctionError Throttled { get; } = new("TooManyRequestsException", "Rate Exceeded.");

    /// <summary>The error of an invocation without an answer; null if it has one.</summary>
    public static FunctionError? CreateError(InvocationOutcome end, string requestId, TimeSpan timeout) => end switch
    {
        InvocationOutcome.TimedOut => new(TimedOutType, $"RequestId: {requestId} Error: {TimedOut(timeout)}"),
        InvocationOutcome.Exited exited => new(ExitErrorType, $"RequestId: {requestId} Error: {exited.Reason}"),
        _ => null,
    };
}
