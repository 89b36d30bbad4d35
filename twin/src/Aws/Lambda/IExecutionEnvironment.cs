namespace Twin.Aws.Lambda;

/// <summary>Lambda's execution environment: it runs one function, one invocation at a time.</summary>
internal interface IExecutionEnvironment : IAsyncDisposable
{
    /// <summary>True if it can take an invocation.</summary>
    bool IsAlive { get; }

    /// <summary>The highest memory use so far, in MB.</summary>
    int MaxMemoryUsed { get; }

    /// <summary>Waits until the function is loaded. Returns the failure, or null if there is none.</summary>
    Task<InvocationOutcome?> InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Runs one invocation, for at most <paramref name="timeout"/>.</summary>
    Task<InvocationOutcome> InvokeAsync(
        RuntimeInvocation invocation, TimeSpan timeout, CancellationToken cancellationToken);
}
