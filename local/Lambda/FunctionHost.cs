using System.Diagnostics;

namespace Local.Lambda;

/// <summary>Runs one function: at most one process, started when it is needed and kept while it can be used.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly LambdaServiceOptions _options;
    private readonly TaskRoots _roots;
    private readonly PlatformLog _platform;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _logLock = new();
    private ExecutionEnvironment? _environment;
    private string _logStream = "";

    public FunctionHost(LambdaFunction function, LambdaServiceOptions options, TaskRoots roots)
    {
        Function = function;
        _options = options;
        _roots = roots;
        _platform = new PlatformLog(function, Log);
    }

    public LambdaFunction Function { get; }

    public static string LogGroupOf(LambdaFunction function) => function.LogGroup ?? $"/aws/lambda/{function.Name}";

    /// <summary>Runs one invocation when those before it are done.</summary>
    public async Task<InvokeResult> InvokeAsync(
        string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var result = Function.ReservedConcurrency == 0
                ? Result(requestId, FailureMessages.Throttled)
                : await RunAsync(requestId, payload, cancellationToken);
            _options.Invoked(Function.Name, result);
            return result;
        }
        catch (OperationCanceledException)
        {
            // Nobody knows what the handler is doing now.
            await DropAsync();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        _turn.Dispose();
    }

    private async Task<InvokeResult> RunAsync(
        string requestId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var initStart = Stopwatch.GetTimestamp();
        var isCold = _environment is not { IsAlive: true };
        var environment = isCold ? await StartAsync(cancellationToken) : _environment!;
        var end = isCold ? await environment.InitializeAsync(cancellationToken) : null;
        TimeSpan? initDuration = isCold ? Stopwatch.GetElapsedTime(initStart) : null;

        _platform.Start(requestId);
        var start = Stopwatch.GetTimestamp();
        var isInitialized = end is null;
        end ??= await environment.InvokeAsync(Invocation(requestId, payload), Function.Timeout, cancellationToken);
        var result = ResultOf(end, requestId) with
        {
            Duration = Stopwatch.GetElapsedTime(start),
            InitDuration = initDuration,
            MaxMemoryUsed = environment.MaxMemoryUsed,
        };
        _platform.Report(result);
        if (!isInitialized || end is not InvocationEnd.Answered) await DropAsync();
        return result;
    }

    private async Task<ExecutionEnvironment> StartAsync(CancellationToken cancellationToken)
    {
        await DropAsync();
        _logStream = ExecutionEnvironment.NewLogStream(_options.Clock);
        _platform.InitStart();
        return _environment = await ExecutionEnvironment.StartAsync(
            Function, _options, _roots, _logStream, Log, cancellationToken);
    }

    private RuntimeInvocation Invocation(string requestId, ReadOnlyMemory<byte> payload)
    {
        var trace = Guid.NewGuid().ToString("N");
        return new RuntimeInvocation(
            requestId,
            Function.Arn,
            $"Root=1-{trace[..8]}-{trace[8..]};Sampled=0",
            TimeProvider.System.GetUtcNow() + Function.Timeout,
            payload);
    }

    private InvokeResult ResultOf(InvocationEnd end, string requestId) => end switch
    {
        InvocationEnd.Answered { Answer: { IsError: true } answer } => new InvokeResult
        {
            RequestId = requestId,
            Payload = answer.Payload,
            Error = FunctionError.Read(answer.Payload),
        },
        InvocationEnd.Answered { Answer: var answer } => new InvokeResult
        {
            RequestId = requestId,
            Payload = answer.Payload,
        },
        _ => Result(requestId, FailureMessages.Of(end, requestId, Function.Timeout)!) with
        {
            TimedOut = end is InvocationEnd.TimedOut,
        },
    };

    private static InvokeResult Result(string requestId, FunctionError error) =>
        new() { RequestId = requestId, Payload = error.ToJson(), Error = error };

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _environment, null) is { } environment) await environment.DisposeAsync();
    }

    private void Log(string? requestId, string text)
    {
        lock (_logLock)
        {
            _options.Log(new LambdaLogLine(Function.Name, LogGroupOf(Function), _logStream, requestId, text));
        }
    }
}
