namespace Twin.Aws.Lambda;

/// <summary>An invocation that is sent to the runtime.</summary>
internal sealed record RuntimeInvocation(
    string RequestId, string FunctionArn, string TraceId, DateTimeOffset Deadline, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The runtime's response.</summary>
    public TaskCompletionSource<RuntimeResponse> Response { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A response of the runtime.</summary>
internal sealed record RuntimeResponse(ReadOnlyMemory<byte> Payload, bool IsError);
