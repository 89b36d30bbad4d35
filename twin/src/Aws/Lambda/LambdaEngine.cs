namespace Twin.Aws.Lambda;

/// <summary>Lambda on this machine: every function runs, by default from its package in its own process, with the
/// declared variables, the role's credentials and its time limit, through the Runtime API. All servers listen on
/// 127.0.0.1 only, and no process outlives this service, even if it is killed.</summary>
internal sealed class LambdaEngine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FunctionHost> _functions = new(StringComparer.Ordinal);
    private readonly LambdaEngineOptions _options;
    private readonly EventQueue _events;
    private readonly FunctionFolders _roots = new();
    private bool _disposed;

    /// <summary>Creates a service without functions. No process starts before the first invocation.</summary>
    public LambdaEngine(LambdaEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _events = new EventQueue(options);
    }

    public void Add(LambdaFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        FunctionVariables.Check(function);
        LogLevels.Check(function);
        FunctionFolders.Check(function);
        if (function.Runtime != "dotnet10")
        {
            throw new InvalidFunctionException(
                $"Function {function.Name} declares the runtime {function.Runtime}; the twin has dotnet10 only.");
        }

        if (!_functions.TryAdd(function.Name, new FunctionHost(function, _options, _roots)))
        {
            throw new InvalidFunctionException($"There are two functions of the name {function.Name}.");
        }
    }

    /// <summary>Invokes a function and waits for its result, which also reports errors of the function and
    /// throttling. Invocations of one function run one after the other.</summary>
    /// <exception cref="InvalidOperationException">Its package is missing or cannot be run.</exception>
    public Task<InvokeResult> InvokeAsync(
        string functionName, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Function(functionName).InvokeAsync(NewRequestId(), payload, cancellationToken);

    /// <summary>Invokes a function asynchronously: accepts the event and returns its request id at once. A failed
    /// event is retried according to the function's <see cref="EventInvokeConfig"/> and then goes to its
    /// destination.</summary>
    public Task<string> EnqueueAsync(string functionName, ReadOnlyMemory<byte> payload)
    {
        var requestId = NewRequestId();
        for (var times = _options.Deliveries(functionName); times > 0; times--)
        {
            _events.Add(Function(functionName), requestId, payload);
        }

        return Task.FromResult(requestId);
    }

    /// <summary>Waits until no event is queued, running or waiting for a retry.</summary>
    /// <exception cref="Exception">An error outside of the functions, for example in a destination.</exception>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => _events.WhenIdleAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _events.DisposeAsync();
        foreach (var function in _functions.Values)
        {
            await function.DisposeAsync();
        }

        _roots.Dispose();
    }

    private static string NewRequestId() => Guid.NewGuid().ToString();

    private FunctionHost Function(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _functions.TryGetValue(name, out var function) ? function : throw new ArgumentException(
            $"There is no function {name}; there are: {string.Join(", ", _functions.Keys.Order())}.", nameof(name));
    }
}

internal sealed record LambdaEngineOptions
{
    public required string Region { get; init; }

    /// <summary>The twin's addresses, by the SDKs' variables: <c>AWS_ENDPOINT_URL_S3</c> and the like.</summary>
    public IReadOnlyDictionary<string, string> Endpoints { get; init; } = new Dictionary<string, string>();

    /// <summary>The runtime of the handlers.</summary>
    public IFunctionRuntime Functions { get; init; } = IFunctionRuntime.Processes;

    /// <summary>The twin's clock. Time limits use the machine's clock, as the functions do.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Waits before a retry, on the twin's clock. By default there is no wait.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The number of times that an event of a function is run: Lambda promises at least once.</summary>
    public Func<string, int> Deliveries { get; init; } = _ => 1;

    /// <summary>Called with every line of a function's log, from any thread, one at a time per function.</summary>
    public Action<LambdaLogLine> Log { get; init; } = _ => { };

    public Action<string, InvokeResult> Invoked { get; init; } = (_, _) => { };

    /// <summary>Called with the name of a function whose reserved concurrency refuses an invocation.</summary>
    public Action<string> Throttled { get; init; } = _ => { };

    /// <summary>Called with the function's name and the record, JSON, of every event that failed for the last time
    /// and has no destination: on AWS it would be lost.</summary>
    public Action<string, ReadOnlyMemory<byte>> Discarded { get; init; } = (_, _) => { };
}
