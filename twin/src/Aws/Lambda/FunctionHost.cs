using System.Diagnostics;

namespace Twin.Aws.Lambda;

/// <summary>Runs one function in at most one process: the first invocation starts it, the others use it.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly LambdaEngineOptions _options;
    private readonly FunctionFolders _roots;
    private readonly PlatformLog _platform;
    private readonly ApplicationLogFilter _filter;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim? _reserved;
    private readonly Lock _logLock = new();
    private IExecutionEnvironment? _environment;
    private string _logStream = "";

    public FunctionHost(LambdaFunction function, LambdaEngineOptions options, FunctionFolders roots)
    {
        Function = function;
        _options = options;
        _roots = roots;
        _platform = new PlatformLog(function, Log);
        _filter = new ApplicationLogFilter(function);
        if (function.ReservedConcurrency is { } reserved and > 0)
        {
            _reserved = new SemaphoreSlim(reserved);
        }
    }

    public LambdaFunction Function { get; }

    public static string LogGroupOf(LambdaFunction function) => function.LogGroup ?? $"/aws/lambda/{function.Name}";

    /// <summary>Runs one invocation once the earlier ones are done, or refuses it.</summary>
    public async Task<InvokeResult> InvokeAsync(
        string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (Function.ReservedConcurrency == 0 || _reserved?.Wait(0, cancellationToken) is false)
        {
            _options.Throttled(Function.Name);
            return Result(requestId, FailureMessages.Throttled);
        }

        return await RunInTurnAsync(requestId, payload, cancellationToken);
    }

    /// <summary>Runs an event's invocation once there is room: the wait does not count as an attempt.</summary>
    public async Task<InvokeResult> InvokeWhenThereIsRoomAsync(
        string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (_reserved is null)
        {
            return await InvokeAsync(requestId, payload, cancellationToken);
        }

        if (!_reserved.Wait(0, cancellationToken))
        {
            _options.Throttled(Function.Name);
            await _reserved.WaitAsync(cancellationToken);
        }

        return await RunInTurnAsync(requestId, payload, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _turn.Dispose();
        _reserved?.Dispose();
    }

    private async Task<InvokeResult> RunInTurnAsync(
        string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                var result = await RunAsync(requestId, payload, cancellationToken);
                _options.Invoked(Function.Name, result);
                return result;
            }
            catch (OperationCanceledException)
            {
                // The state of the handler is unknown now.
                await DropAsync();
                throw;
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            _reserved?.Release();
        }
    }

    private async Task<InvokeResult> RunAsync(
        string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var initStart = Stopwatch.GetTimestamp();
        var isCold = _environment is not { IsAlive: true };
        var environment = isCold ? await StartAsync(cancellationToken) : _environment!;
        var end = isCold ? await environment.InitializeAsync(cancellationToken) : null;
        TimeSpan? initDuration = isCold ? Stopwatch.GetElapsedTime(initStart) : null;
        int? initMemory = isCold ? environment.MaxMemoryUsed : null;

        _platform.Start(requestId);
        var start = Stopwatch.GetTimestamp();
        var isInitialized = end is null;
        end ??= await environment.InvokeAsync(Invocation(requestId, payload), Function.Timeout, cancellationToken);
        var result = ResultOf(end, requestId) with
        {
            Duration = Stopwatch.GetElapsedTime(start),
            InitDuration = initDuration,
            InitMemoryUsed = initMemory,
            MaxMemoryUsed = environment.MaxMemoryUsed,
        };
        _platform.Report(result);
        if (!isInitialized || end is not InvocationOutcome.Responded { Response.IsRefused: false })
        {
            await DropAsync();
        }

        return result;
    }

    private async Task<IExecutionEnvironment> StartAsync(CancellationToken cancellationToken)
    {
        await DropAsync();
        _logStream = ExecutionEnvironment.NewLogStream(_options.Clock);
        _platform.InitStart();
        return _environment = await _options.Functions.StartAsync(
            Function, _options, _roots, _logStream, LogOfApplication, cancellationToken);
    }

    private RuntimeInvocation Invocation(string requestId, ReadOnlyMemory<byte> payload)
    {
        var trace = Guid.NewGuid().ToString("N");
        return new RuntimeInvocation(
            requestId,
            Function.Arn,
            $"Root=1-{trace[..8]}-{trace[8..]};Sampled={(Function.IsTraced ? 1 : 0)}",
            TimeProvider.System.GetUtcNow() + Function.Timeout,
            payload);
    }

    private InvokeResult ResultOf(InvocationOutcome end, string requestId) => end switch
    {
        InvocationOutcome.Responded { Response: { IsError: true } answer } => new InvokeResult
        {
            RequestId = requestId,
            Payload = answer.Payload,
            Error = FunctionError.Read(answer.Payload),
        },
        InvocationOutcome.Responded { Response: var answer } => new InvokeResult
        {
            RequestId = requestId,
            Payload = answer.Payload,
        },
        _ => Result(requestId, FailureMessages.CreateError(end, requestId, Function.Timeout)!) with
        {
            TimedOut = end is InvocationOutcome.TimedOut,
            IsOutOfMemory = end is InvocationOutcome.Exited { IsOutOfMemory: true },
        },
    };

    private static InvokeResult Result(string requestId, FunctionError error) =>
        new() { RequestId = requestId, Payload = error.ToJson(), Error = error };

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _environment, null) is { } environment)
        {
            await environment.DisposeAsync();
        }
    }

    private void LogOfApplication(string? requestId, string text)
    {
        if (_filter.Keeps(text))
        {
            Log(requestId, text);
        }
    }

    private void Log(string? requestId, string text)
    {
        lock (_logLock)
        {
            _options.Log(new LambdaLogLine(Function.Name, LogGroupOf(Function), _logStream, requestId, text));
        }
    }
}
