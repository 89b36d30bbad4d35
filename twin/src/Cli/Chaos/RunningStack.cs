using Functions.Extract;
using Twin.Cli.Operations;
using Twin.Cli.Terminal;
using Twin.Host;

namespace Twin.Cli.Chaos;

/// <summary>The stack of a run that is not over, as the target of a redrive.</summary>
internal sealed class RunningStack(LocalTwin twin, string prefix) : IOperationTarget
{
    private readonly HashSet<string> _deleted = [];
    private readonly int _before = twin.Messages.Count();

    public bool HasSpotify => true;

    public bool HasTransform => true;

    public string DiscardAdvice => "";

    public ReadOnlyMemory<byte> ScheduleEvent =>
        JsonSerializer.SerializeToUtf8Bytes(new ScheduledEvent(twin.Messages.Max(sent => sent.Message.SentAt)));

    public Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FailedEvent>>(
        [
            .. twin.Messages.Select(sent => sent.Message)
                .Where(message => !_deleted.Contains(message.Id))
                .Select(message => FailedEvent.Read(message.Id, message.Id, message.Body)),
        ]);

    public StackFunction? FunctionOf(string name) => name[prefix.Length..] switch
    {
        "extract" => StackFunction.Extract,
        "transform" => StackFunction.Transform,
        "repair" => StackFunction.Repair,
        _ => null,
    };

    public Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        twin.EnqueueAsync(function, payload);

    public Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken)
    {
        _deleted.Add(failed.ReceiptHandle);
        return Task.CompletedTask;
    }

    public async Task<CommitResult> CommitAsync(CancellationToken cancellationToken)
    {
        await twin.CompletePendingAsync(cancellationToken);
        return new CommitResult(
            [.. twin.Messages.Skip(_before).Select(sent => sent.Message.Body)], null);
    }

    public Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    string IOperationTarget.LocationOf(string key) => throw new NotSupportedException();

    Task<byte[]> IOperationTarget.InvokeRepairAsync(
        ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<byte[]> IOperationTarget.InvokeForgetAsync(
        ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IOperationTarget.IsDoneAsync(Func<Task<bool>> isDone, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    Task<JobOutcome> IOperationTarget.RunJobAsync(
        IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>A user who is told everything and asked nothing.</summary>
internal sealed class ToldUser(TextWriter output) : IUserPrompt
{
    public bool IsInteractive => false;

    public void Inform(string text) => output.WriteLine(text);

    public string PromptForSecret(string question) => throw new NotSupportedException();

    public string Ask(string question) => throw new NotSupportedException();

    public bool Confirm(string question) => throw new NotSupportedException();

    public void Open(Uri page) => throw new NotSupportedException();
}
