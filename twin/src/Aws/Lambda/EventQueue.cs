using System.Runtime.ExceptionServices;

namespace Twin.Aws.Lambda;

/// <summary>Events are run, tried again, and sent to their destination if they fail.</summary>
internal sealed class EventQueue(LambdaEngineOptions options) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ExceptionDispatchInfo? _failure;
    private int _pending;

    public void Add(FunctionHost host, string requestId, ReadOnlyMemory<byte> payload)
    {
        lock (_lock)
        {
            if (_pending++ == 0)
            {
                _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        _ = RunAsync(host, requestId, payload);
    }

    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        Task idle;
        lock (_lock)
        {
            idle = _pending == 0 ? Task.CompletedTask : _idle.Task;
        }

        await idle.WaitAsync(cancellationToken);
        Interlocked.Exchange(ref _failure, null)?.Throw();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task idle;
        lock (_lock)
        {
            idle = _pending == 0 ? Task.CompletedTask : _idle.Task;
        }

        await idle;
        _stop.Dispose();
    }

    private async Task RunAsync(FunctionHost host, string requestId, ReadOnlyMemory<byte> payload)
    {
        try
        {
            // The caller that adds an event does not wait for its invocation.
            await Task.Yield();
            await TryAsync(host, requestId, payload);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The service is stopping.
        }
#pragma warning disable CA1031 // kept for the caller that waits until the queue is idle
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }

        lock (_lock)
        {
            if (--_pending == 0)
            {
                _idle.TrySetResult();
            }
        }
    }

    private async Task TryAsync(FunctionHost host, string requestId, ReadOnlyMemory<byte> payload)
    {
        var config = host.Function.EventInvoke;
        var age = TimeSpan.Zero;
        for (var count = 1; ; count++)
        {
            var result = await host.InvokeWhenThereIsRoomAsync(requestId, payload, _stop.Token);
            if (result.Error is null)
            {
                return;
            }

            // "Lambda waits one minute before the second attempt, and two minutes between the second and the third."
            var wait = TimeSpan.FromMinutes(count);
            var condition = count > config.MaximumRetryAttempts ? "RetriesExhausted" :
                age + wait > config.MaximumEventAge ? "EventAgeExceeded" : null;
            if (condition is not null)
            {
                var now = options.Clock.GetUtcNow();
                await GiveUpAsync(
                    host.Function, DestinationRecord.Serialize(host.Function, result, payload, condition, count, now));
                return;
            }

            await options.Delay(wait, _stop.Token);
            age += wait;
        }
    }

    private async Task GiveUpAsync(LambdaFunction function, byte[] record)
    {
        if (function.EventInvoke.OnFailure is { } destination)
        {
            await destination(record, _stop.Token);
        }
        else
        {
            options.Discarded(function.Name, record);
        }
    }
}
