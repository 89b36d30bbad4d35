namespace Local.Aws.Lambda;

/// <summary>An invocation on its way to the runtime.</summary>
internal sealed record RuntimeInvocation(
    string RequestId, string FunctionArn, string TraceId, DateTimeOffset Deadline, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What the runtime sends back.</summary>
    public TaskCompletionSource<RuntimeResponse> Response { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What a runtime sent back.</summary>
internal sealed record RuntimeResponse(ReadOnlyMemory<byte> Payload, bool IsError);
