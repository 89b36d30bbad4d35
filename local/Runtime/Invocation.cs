namespace Local.Runtime;

/// <summary>What the Runtime API gives as the next invocation.</summary>
internal sealed record Invocation(string RequestId, string FunctionArn, DateTimeOffset Deadline, MemoryStream Payload)
    : IDisposable
{
    public void Dispose() => Payload.Dispose();
}
