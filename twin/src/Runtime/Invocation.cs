namespace Twin.Runtime;

internal sealed record Invocation(string RequestId, string FunctionArn, DateTimeOffset Deadline, MemoryStream Payload)
    : IDisposable
{
    public void Dispose() => Payload.Dispose();
}
