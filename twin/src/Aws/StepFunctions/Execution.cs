namespace Twin.Aws.StepFunctions;

/// <summary>An execution of a state machine. It runs only inside <see cref="AdvanceAsync"/>, to its end or to its
/// next wait, so that two runs with the same input do the same in the same order.</summary>
/// <param name="clock">The stack's clock, on which states wait. The time that a task takes is none on it.</param>
internal sealed class Execution(
    StateMachineDeclaration machine, string name, string input, IExecutionHost host, TimeProvider clock)
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    private const int MaxEvents = 25_000;

    private readonly List<string> _states = [];
    private int _events;
    private CancellationToken _cancellation;
    private Task? _run;
    private TaskCompletionSource? _waiting;
    private TaskCompletionSource _paused = NewSource();
    private string? _output;
    private StateTaskException? _error;

    public StateMachineDeclaration Machine => machine;
    public string Name => name;
    public string Input => input;
    public string Arn => $"{machine.Arn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
    public DateTimeOffset StartedAt { get; } = clock.GetUtcNow();
    public DateTimeOffset? EndedAt { get; private set; }
    public ExecutionStatus Status { get; private set; }

    /// <summary>The time until which it waits; null if it does not wait.</summary>
    public DateTimeOffset? WaitsUntil { get; private set; }

    /// <summary>The number of states entered, each retry included, which are billed.</summary>
    public int Transitions => _states.Count;

    /// <summary>The name of the state that it is in.</summary>
    public string State => _states[^1];

    public bool CanContinue => Status == ExecutionStatus.Running && (WaitsUntil is not { } time || time <= Now);
    public DateTimeOffset Now => clock.GetUtcNow();
    private DateTimeOffset? Deadline => StartedAt + machine.Definition.Timeout;

    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _paused = NewSource();
        WaitsUntil = null;
        _waiting?.SetResult();
        _run ??= RunAsync();
        await await Task.WhenAny(_run, _paused.Task);
    }

    public ExecutionSummary Summary() => new(
        name, machine.Name, StartedAt, EndedAt, Status, [.. _states], _output, _error?.Error, _error?.Cause);

    /// <exception cref="StateTaskException">The execution has had too many events.</exception>
    public void Enter(State state)
    {
        if (Deadline <= Now)
        {
            throw new ExecutionTimedOutException();
        }

        AddEvents(1);
        _states.Add(state.Name);
    }

    /// <summary>Adds events to the execution's history
    /// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html).</summary>
    /// <exception cref="StateTaskException">The execution has had too many events.</exception>
    public void AddEvents(int count)
    {
        _events += count;
        // The last one tells how the execution ended.
        if (_events >= MaxEvents)
        {
            throw StateErrors.AtRuntime("The execution reached the maximum number of history events (25000).");
        }
    }

    /// <summary>Records that a state failed and is tried again after a delay.</summary>
    public void Retry(State state, StateTaskException error, TimeSpan delay)
    {
        _states.Add(state.Name);
        host.Retries(this, state, error, delay);
    }

    public async Task<JsonNode?> CallAsync(State.Task state, JsonObject parameters)
    {
        // Services run in real time, so their time limit does too.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        using var timer = state.Timeout is { } timeout
            ? host.Machine.CreateTimer(_ => limit.Cancel(), null, timeout, Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            return await host.CallAsync(this, state.Resource, parameters, limit.Token);
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            throw new StateTaskException(StateErrors.Timeout, "");
        }
    }

    public async Task WaitAsync(State state, TimeSpan delay)
    {
        var until = Now + delay;
        WaitsUntil = Deadline < until ? Deadline : until;
        _waiting = NewSource();
        host.Waits(this, state, delay);
        _paused.SetResult();
        await _waiting.Task;
        _waiting = null;
        if (Deadline < until)
        {
            throw new ExecutionTimedOutException();
        }
    }

    private async Task RunAsync()
    {
        var parsed = StatesJson.Parse(input);
        var context = ContextObject.Create(this, parsed);
        try
        {
            AddEvents(1);
            _output = StatesJson.Text(await new Interpreter(this).RunAsync(machine.Definition, parsed, context));
            End(ExecutionStatus.Succeeded);
        }
        catch (StateTaskException error)
        {
            _error = error;
            End(ExecutionStatus.Failed);
        }
        catch (ExecutionTimedOutException)
        {
            _error = new StateTaskException(StateErrors.Timeout, null);
            End(ExecutionStatus.TimedOut);
        }
    }

    private void End(ExecutionStatus status)
    {
        (Status, EndedAt) = (status, Now);
        host.Ends(this);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // No state can catch it.
    private sealed class ExecutionTimedOutException : Exception;
}

internal interface IExecutionHost
{
    /// <summary>The machine's clock, which limits the time of calls.</summary>
    TimeProvider Machine { get; }

    /// <summary>Calls a service with the role of the execution's state machine.</summary>
    Task<JsonNode?> CallAsync(
        Execution execution, string resource, JsonObject parameters, CancellationToken cancellationToken);

    void Waits(Execution execution, State state, TimeSpan delay);

    /// <summary>Called when a state has failed and will be tried again.</summary>
    void Retries(Execution execution, State state, StateTaskException error, TimeSpan delay);

    void Ends(Execution execution);
}
