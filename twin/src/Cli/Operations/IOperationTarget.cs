namespace Twin.Cli.Operations;

/// <summary>The stack of an operation: a deployed one, or the stack of the last run on this machine.</summary>
internal interface IOperationTarget : IAsyncDisposable
{
    /// <summary>The place at which a user finds a key of the processed bucket.</summary>
    string LocationOf(string key);

    /// <exception cref="RunFailedException">The function failed, or could not be invoked; the message tells the
    /// reason.</exception>
    Task<byte[]> InvokeRepairAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <exception cref="RunFailedException">The function failed, or could not be invoked; the message tells the
    /// reason.</exception>
    Task<byte[]> InvokeForgetAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Waits for what the stack does by itself, such as a publication.</summary>
    /// <returns>False if it is not done in a time in which it should be.</returns>
    Task<bool> IsDoneAsync(Func<Task<bool>> isDone, CancellationToken cancellationToken);

    /// <summary>Runs the Spark job to its end.</summary>
    /// <exception cref="RunFailedException">Glue did not start it.</exception>
    Task<JobOutcome> RunJobAsync(
        IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken);

    /// <summary>Receives some messages of the failure queue, and hides them from other consumers; none where the queue
    /// is empty.</summary>
    Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Receives all messages of the failure queue.</summary>
    /// <param name="waiting">The messages by their ids, in the order of their arrival: also after a failure, to release
    /// them.</param>
    async Task ReceiveAllAsync(OrderedDictionary<string, FailedEvent> waiting, CancellationToken cancellationToken)
    {
        int before;
        do
        {
            before = waiting.Count;
            foreach (var failed in await ReceiveAsync(cancellationToken))
            {
                // Only the handle of the last receipt is valid.
                waiting[failed.Id] = failed;
            }
        }
        while (waiting.Count > before);
    }

    StackFunction? FunctionOf(string name);

    /// <summary>True if a function makes tables at each manifest's event; otherwise the Spark job does.</summary>
    bool HasTransform { get; }

    bool HasSpotify { get; }

    /// <summary>The event of a schedule that fires now, by the stack's clock.</summary>
    ReadOnlyMemory<byte> ScheduleEvent { get; }

    Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken);

    /// <summary>Makes received messages visible again that were not deleted. If the queue cannot be reached, their
    /// visibility timeout does so.</summary>
    Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures);

    string DiscardAdvice { get; }

    /// <summary>Commits the work: on this machine, uncommitted work is lost. The asynchronous invocations have ended
    /// then, as far as that can be seen.</summary>
    Task<CommitResult> CommitAsync(CancellationToken cancellationToken);
}

internal sealed record CommitResult(IReadOnlyList<string> FailedAgain, string? Note);

/// <param name="Error">The reason why it failed; null if it has succeeded.</param>
/// <param name="HasSpark">False if the job's transformation ran without Spark.</param>
internal sealed record JobOutcome(string? Error, bool HasSpark);

internal enum StackFunction
{
    Extract,

    /// <summary>Makes tables from raw snapshots, which are never deleted.</summary>
    Transform,

    Repair,
}

internal static class OperationTargets
{
    public static async Task<IOperationTarget> FindAsync(
        string? stack, string folder, string? path, CancellationToken cancellationToken) =>
        stack is null
            ? await LocalRun.OpenAsync(folder, TimeProvider.System, cancellationToken)
            : await DeployedStack.FindAsync(stack, PulumiProject.Folder, path, cancellationToken);
}
