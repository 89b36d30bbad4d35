namespace Pulumi;

/// <summary>The unfinished work of a deployment.</summary>
internal sealed class InFlightTasks
{
    private readonly Lock _gate = new();
    private readonly List<Exception> _failures = [];
    private TaskCompletionSource<ImmutableArray<Exception>>? _waiting;
    private int _running;

    public void Add(Task task)
    {
        lock (_gate)
        {
            _running++;
        }

        _ = task.ContinueWith(
            Completed, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Waits until all work is done (no failures) or a part of it has failed.</summary>
    public Task<ImmutableArray<Exception>> IdleOrFirstFailureAsync()
    {
        lock (_gate)
        {
            if (_running == 0 || _failures.Count > 0)
            {
                return Task.FromResult(Failures());
            }

            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    private void Completed(Task task)
    {
        lock (_gate)
        {
            _running--;
            if (task.Exception is { } exception)
            {
                _failures.AddRange(exception.InnerExceptions);
            }

            if (_running == 0 || _failures.Count > 0)
            {
                _waiting?.TrySetResult(Failures());
            }
        }
    }

    // one failure comes through every output that depends on it
    private ImmutableArray<Exception> Failures() => [.. _failures.Distinct()];
}
