namespace Twin.Runtime;

/// <summary>The next invocation, as the Runtime API returns it.</summary>
internal sealed record Invocation(string RequestId, string FunctionArn, DateTimeOffset Deadline, MemoryStream Payload)
    : IDisposable
{
    public void Dispose() => Payload.Dispose();
}
