using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;

namespace Twin.Aws.StepFunctions;

/// <summary>The declared state machines and their executions. An execution continues when the functions are idle, one
/// after the other in the order of their starts, each to its end or its next wait.</summary>
public sealed class StepFunctionsService : IRunningService, IEventTarget, IExecutionHost
{
    private readonly DeclaredStack _stack;
    private readonly AccessControl _access;
    private readonly CloudWatchService _cloudWatch;
    private readonly Timeline _timeline;
    private readonly Meter _meter;
    private readonly AssumedOtherwise _otherwise;
    private readonly Trouble _trouble;
    private readonly TimeProvider _clock;
    private readonly ExecutionLog _log;
    private readonly List<ITaskIntegration> _services = [];
    private readonly Lock _lock = new();
    private readonly List<Execution> _executions = [];
    private ImmutableDictionary<string, (StateMachineDeclaration Machine, Caller Caller)> _machines =
        ImmutableDictionary<string, (StateMachineDeclaration, Caller)>.Empty;

    /// <summary>Creates the service; state machines are created when it starts.</summary>
    public StepFunctionsService(
        DeclaredStack stack,
        AccessControl access,
        CloudWatchService cloudWatch,
        EventBridgeService events,
        Timeline timeline,
        Meter meter,
        AssumedOtherwise otherwise,
        Trouble trouble,
        TimeProvider clock)
    {
        (_stack, _access, _cloudWatch, _timeline) = (stack, access, cloudWatch, timeline);
        (_meter, _otherwise, _trouble, _clock) = (meter, otherwise, trouble, clock);
        _log = new ExecutionLog(timeline, meter);
        events.AddTarget(this);
    }

    /// <summary>The executions, in the order of their start.</summary>
    public ImmutableArray<ExecutionSummary> Executions
    {
        get
        {
            lock (_lock)
            {
                return [.. _executions.Select(execution => execution.Summary())];
            }
        }
    }

    public DateTimeOffset? WaitsUntil
    {
        get
        {
            lock (_lock)
            {
                return _executions.Min(execution => execution.WaitsUntil);
            }
        }
    }

    TimeProvider IExecutionHost.Machine => TimeProvider.System;

    public void Add(ITaskIntegration service) => _services.Add(service);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var machines = _stack.OfType(StepFunctionsResources.StateMachine)
            .Select(machine => StateMachineDeclaration.Read(_stack, machine))
            .ToList();
        machines.ForEach(ExpectServices);
        _machines = machines.ToImmutableDictionary(
            machine => machine.Arn, machine => (machine, StateMachineRole.Assume(_access, machine, SourceOf(machine))));
        return Task.CompletedTask;
    }

    /// <summary>Starts an execution. It runs when the work in progress is done.</summary>
    /// <exception cref="StateTaskException">Step Functions refuses the input.</exception>
    internal Execution Start(string machineArn, string input)
    {
        var machine = _machines[machineArn];
        ExpectInput(input);
        lock (_lock)
        {
            var name = ResourceInputs.GuidOf(FormattableString.Invariant(
                $"{machineArn} {_clock.GetUtcNow():O} {_executions.Count}"));
            var started = new Execution(machine.Machine, name, input, this, _clock);
            _executions.Add(started);
            _meter.Count(StepFunctionsUsage.Service, StepFunctionsUsage.Execution, machine.Machine.Name);
            Put(started, StepFunctionsMetrics.Started);
            _log.Start(started);
            _timeline.Add(TimelineSource.StepFunctions, $"{machine.Machine.Name} starts: {name}");
            return started;
        }
    }

    public async Task<bool> CompletePendingAsync(CancellationToken cancellationToken)
    {
        var any = false;
        while (Next() is { } next)
        {
            any = true;
            await next.AdvanceAsync(cancellationToken);
        }

        return any;
    }

    bool IEventTarget.Has(string arn) => _stack.ByArn(StepFunctionsResources.StateMachine, arn) is not null;

    string? IEventTarget.Refusal(TargetDeclaration target) => target.RoleArn is null
        ? $"{target.Title} has no role: EventBridge needs one to start a state machine. Set RoleArn."
        : null;

    Task<bool> IEventTarget.DeliverAsync(TargetDeclaration target, JsonObject candidate)
    {
        var role = target.RoleArn
            ?? throw new RunFailedException(((IEventTarget)this).Refusal(target)!);
        var caller = _access.Assume(role, EventBridgeService.Principal, target.Rule, target.Rule.PhysicalName);
        if (!_access.Authorize(caller, "states:StartExecution", target.Arn).IsAllowed)
        {
            return Task.FromResult(false);
        }

        try
        {
            Start(target.Arn, StatesJson.Text(candidate));
            return Task.FromResult(true);
        }
        catch (StateTaskException refused)
        {
            _timeline.Add(
                TimelineSource.StepFunctions,
                $"An event of {target.Rule.PhysicalName} starts no execution: {refused.Message}",
                TimelineEntryKind.Failure);
            return Task.FromResult(false);
        }
    }

    Task<JsonNode?> IExecutionHost.CallAsync(
        Execution execution, string resource, JsonObject parameters, CancellationToken cancellationToken) =>
        _trouble.CallAsync(new StateCall(
            execution.State,
            () => ServiceOf(resource)!.RunAsync(
                resource, parameters, _machines[execution.Machine.Arn].Caller, cancellationToken),
            () => Start(execution.Machine.Arn, execution.Input).AdvanceAsync(cancellationToken)));

    void IExecutionHost.Waits(Execution execution, State state, TimeSpan delay) => _timeline.Add(
        TimelineSource.StepFunctions,
        $"{execution.Machine.Name} waits {Seconds(delay)}: {state.Name}");

    void IExecutionHost.Retries(Execution execution, State state, StateTaskException error, TimeSpan delay) =>
        _timeline.Add(
            TimelineSource.StepFunctions,
            $"{execution.Machine.Name} tries '{state.Name}' again in {Seconds(delay)}: {error.Message}",
            TimelineEntryKind.Warning);

    void IExecutionHost.Ends(Execution execution)
    {
        var machine = execution.Machine;
        var end = execution.Summary();
        _meter.Count(
            StepFunctionsUsage.Service, StepFunctionsUsage.Transition, machine.Name, quantity: execution.Transitions);
        Put(execution, end.Status switch
        {
            ExecutionStatus.Succeeded => StepFunctionsMetrics.Succeeded,
            ExecutionStatus.TimedOut => StepFunctionsMetrics.TimedOut,
            _ => StepFunctionsMetrics.Failed,
        });
        if (machine.IsTraced)
        {
            StateMachineRole.Trace(_access, _machines[machine.Arn].Caller);
        }

        _log.End(execution, end);
        var succeeded = end.Status == ExecutionStatus.Succeeded;
        _timeline.Add(
            TimelineSource.StepFunctions,
            succeeded
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{machine.Name} succeeded after {end.States.Length} states: {end.Name}")
                : $"{machine.Name} failed in '{end.States[^1]}': {end.Error}"
                    + (string.IsNullOrEmpty(end.Cause) ? "" : $": {end.Cause}"),
            succeeded ? TimelineEntryKind.Event : TimelineEntryKind.Failure);
    }

    private Execution? Next()
    {
        lock (_lock)
        {
            return _executions.Find(execution => execution.CanContinue);
        }
    }

    private void Put(Execution execution, string metric) =>
        _cloudWatch.Put(StepFunctionsMetrics.Published, execution.Machine.Arn, metric, MetricUnits.Count, 1);

    private ITaskIntegration? ServiceOf(string resource) =>
        _services.Find(service => service.FieldsOf(resource) is not null);

    // Step Functions checks resources and the names of their parameters when a state machine is created.
    private void ExpectServices(StateMachineDeclaration machine)
    {
        foreach (var task in machine.Definition.All.OfType<State.Task>())
        {
            var fields = ServiceOf(task.Resource)?.FieldsOf(task.Resource) ?? throw new RunFailedException(
                $"{machine.Resource.Title}: the state '{task.Name}' has the resource '{task.Resource}', which is not "
                + "one that the twin supports.");
            var names = task.Flow.Parameters?.Names.ToList() ?? [];
            if (names.Find(name => !fields.Required.Contains(name) && !fields.Optional.Contains(name)) is { } unknown)
            {
                throw new RunFailedException(
                    $"{machine.Resource.Title}: the state '{task.Name}': the field '{unknown}' is not supported by "
                    + $"{task.Resource}. Supported are {string.Join(", ", fields.Required.Concat(fields.Optional))}.");
            }

            if (fields.Required.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            {
                throw new RunFailedException(
                    $"{machine.Resource.Title}: the state '{task.Name}': the field '{missing}' is required by "
                    + $"{task.Resource}.");
            }
        }
    }

    private string SourceOf(StateMachineDeclaration machine) => _otherwise.Has(UndocumentedStepFunctions.MachineRole)
        ? machine.Arn.Replace(_stack.AccountId, "", StringComparison.Ordinal)
        : machine.Arn;

    private static void ExpectInput(string input)
    {
        try
        {
            StatesJson.Limited(StatesJson.Parse(input), "The input");
        }
        catch (Exception refused) when (refused is JsonException or StateTaskException)
        {
            throw new StateTaskException(
                "Sfn.InvalidExecutionInputException", $"Invalid State Machine Execution Input: '{refused.Message}'");
        }
    }

    private static string Seconds(TimeSpan delay) =>
        string.Create(CultureInfo.InvariantCulture, $"{delay.TotalSeconds:0.###} s");
}
