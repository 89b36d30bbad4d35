namespace Local.Cli.Operations;

/// <summary>The stack that an operation works on: a deployed one, or that of the last run on this machine.</summary>
internal interface IOperationTarget : IAsyncDisposable
{
    /// <summary>Where a key of the processed bucket is found.</summary>
    string LocationOf(string key);

    /// <summary>Asks the repair function, and waits for its answer.</summary>
    /// <exception cref="RunFailedException">It failed, or could not be asked; the message says why.</exception>
    Task<byte[]> InvokeRepairAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>
    /// Some of what waits in the failure queue, and is not there for others meanwhile; none: there is no more.
    /// </summary>
    /// <exception cref="RunFailedException">The queue cannot be read.</exception>
    Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>The function of the stack that has this name; null: none.</summary>
    StackFunction? FunctionOf(string name);

    /// <summary>Whether Spotify can be read.</summary>
    bool HasSpotify { get; }

    /// <summary>What a schedule that fires now, on the stack's clock, gives its function.</summary>
    ReadOnlyMemory<byte> ScheduleEvent { get; }

    /// <summary>Gives a function an event, without waiting for what it does with it.</summary>
    /// <exception cref="RunFailedException">Lambda does not take it.</exception>
    Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Takes a failure out of the queue.</summary>
    /// <exception cref="RunFailedException">It is there still.</exception>
    Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken);

    /// <summary>
    /// Lets others see what was received and not deleted, as far as the queue can be reached: after a while they do in
    /// any case.
    /// </summary>
    Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures);

    /// <summary>How a message goes that no function can be given.</summary>
    string DiscardAdvice { get; }

    /// <summary>
    /// Keeps what was done: on this machine, where everything is lost that is not kept. What was invoked for later is
    /// done then, as far as that can be seen.
    /// </summary>
    Task<CommitResult> CommitAsync(CancellationToken cancellationToken);
}

/// <summary>What is known of the work that was kept.</summary>
/// <param name="FailedAgain">What has failed, and why.</param>
/// <param name="Note">What a person should know of the files now; null: nothing.</param>
internal sealed record CommitResult(IReadOnlyList<string> FailedAgain, string? Note);
