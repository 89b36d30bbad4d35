namespace Local.Cli.Operations;

/// <summary>The stack that an operation works on: a deployed one, or that of the last run on this machine.</summary>
internal interface IOperationTarget : IAsyncDisposable
{
    /// <summary>The place at which a user finds a key of the processed bucket.</summary>
    string LocationOf(string key);

    /// <summary>Invokes the repair function, and waits for its response.</summary>
    /// <exception cref="RunFailedException">It failed, or could not be asked; the message says why.</exception>
    Task<byte[]> InvokeRepairAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>
    /// Receives some messages of the failure queue, which nobody else can receive meanwhile; none where the queue is
    /// empty.
    /// </summary>
    /// <exception cref="RunFailedException">The queue cannot be read.</exception>
    Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>The function of the stack that has this name; null: none.</summary>
    StackFunction? FunctionOf(string name);

    /// <summary>A value that indicates whether Spotify can be read.</summary>
    bool HasSpotify { get; }

    /// <summary>The event of a schedule that fires now, by the stack's clock.</summary>
    ReadOnlyMemory<byte> ScheduleEvent { get; }

    /// <summary>Invokes a function asynchronously.</summary>
    /// <exception cref="RunFailedException">Lambda does not take it.</exception>
    Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <summary>Deletes a message from the failure queue.</summary>
    /// <exception cref="RunFailedException">It is still in the queue.</exception>
    Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken);

    /// <summary>
    /// Makes messages visible again that were received and not deleted, as far as the queue can be reached: their
    /// visibility timeout does so in any case.
    /// </summary>
    Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures);

    /// <summary>The advice on a message that no function can be given.</summary>
    string DiscardAdvice { get; }

    /// <summary>
    /// Keeps the work: on this machine, what is not committed is lost. Asynchronous invocations are done then, as far
    /// as that can be seen.
    /// </summary>
    Task<CommitResult> CommitAsync(CancellationToken cancellationToken);
}
