using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Sqs;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Lambda;

public sealed class LambdaService : IRunningService, IEventTarget, IAsyncDisposable
{
    private readonly DeclaredStack _stack;
    private readonly SqsService _queues;
    private readonly CloudWatchService _cloudWatch;
    private readonly Timeline _timeline;
    private readonly LambdaPermissions _permissions;
    private readonly FunctionDeclaration _declaration;
    private readonly FunctionLogs _logs;
    private readonly LambdaUsage _usage;
    private readonly LambdaEngine _engine;
    private readonly ConcurrentQueue<(string Function, InvokeResult Result)> _invocations = [];
    private readonly ConcurrentQueue<string> _discarded = [];

    /// <summary>Creates the service; functions are created when it starts.</summary>
    public LambdaService(
        DeclaredStack stack,
        DeploymentPackage package,
        IFunctionRuntime functions,
        AccessControl access,
        KmsService keys,
        SqsService queues,
        CloudWatchService cloudWatch,
        EventBridgeService events,
        StepFunctionsService machines,
        ServiceEndpoints endpoints,
        Meter meter,
        Timeline timeline,
        AssumedOtherwise otherwise,
        Trouble trouble,
        TimeProvider clock)
    {
        (_stack, _queues, _cloudWatch, _timeline) = (stack, queues, cloudWatch, timeline);
        _permissions = PermissionDeclaration.ReadAll(stack);
        _declaration = new FunctionDeclaration(stack, access, keys, package, otherwise) { OnFailure = SendFailure };
        _logs = new FunctionLogs(stack, access, cloudWatch, timeline);
        _usage = new LambdaUsage(meter);
        _engine = new LambdaEngine(new LambdaEngineOptions
        {
            Region = stack.Region,
            Endpoints = endpoints.Variables,
            Functions = functions,
            Clock = clock,
            Deliveries = trouble.Runs,
            Log = Log,
            Invoked = Invoked,
            Throttled = Throttled,
            Discarded = (function, _) => _discarded.Enqueue(function),
        });
        events.AddTarget(this);
        machines.Add(new FunctionTask(stack, access, this));
    }

    /// <summary>Raised with each line that a function logs, even if its role may not write it.</summary>
    public event Action<LambdaLogLine>? Logged;

    public event Action<InvokeResult>? Ended;

    /// <summary>The result of each invocation, in order, by function.</summary>
    public ILookup<string, InvokeResult> Invocations =>
        _invocations.ToLookup(invocation => invocation.Function, invocation => invocation.Result);

    public ImmutableArray<string> Discarded => [.. _discarded];
    public IEnumerable<LambdaFunction> Functions => _declaration.All;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var function in _declaration.All)
        {
            _engine.Add(function);
        }

        return Task.CompletedTask;
    }

    public async Task<bool> CompletePendingAsync(CancellationToken cancellationToken)
    {
        await _engine.WhenIdleAsync(cancellationToken);
        return false;
    }

    public Task<InvokeResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        _engine.InvokeAsync(function, payload, cancellationToken);

    public Task EnqueueAsync(string function, ReadOnlyMemory<byte> payload) => _engine.EnqueueAsync(function, payload);

    /// <param name="sourceAccount">The resource's account; null if the service does not pass it.</param>
    /// <returns><c>true</c> if the function's policy allows it; otherwise, <c>false</c>.</returns>
    public async Task<bool> InvokeForServiceAsync(
        string functionArn, string service, string sourceArn, string? sourceAccount, JsonObject payload)
    {
        if (Refusal(functionArn, service, sourceArn, sourceAccount) is { } refusal)
        {
            _timeline.Add(service, refusal, TimelineEntryKind.Failure);
            return false;
        }

        await _engine.EnqueueAsync(NameOf(functionArn), JsonSerializer.SerializeToUtf8Bytes(payload));
        return true;
    }

    /// <summary>The reason why a service may not invoke a function; null if it may.</summary>
    public string? Refusal(string functionArn, string service, string sourceArn, string? sourceAccount) =>
        _permissions.MayInvoke(service, functionArn, sourceArn, sourceAccount, out var because) ? null : because;

    public string NameOf(string functionArn) =>
        _stack.ByArn(LambdaResources.Function, functionArn)?.PhysicalName
        ?? throw new RunFailedException($"There is no function {functionArn} in the stack.");

    bool IEventTarget.Has(string arn) => _stack.ByArn(LambdaResources.Function, arn) is not null;

    // EventBridge passes the rule's ARN only, not its account.
    Task<bool> IEventTarget.DeliverAsync(TargetDeclaration target, JsonObject candidate) =>
        InvokeForServiceAsync(target.Arn, EventBridgeService.Principal, target.Rule.Arn, null, candidate);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private void Log(LambdaLogLine line)
    {
        _usage.Log(line);
        Logged?.Invoke(line);
        _logs.Write(line);
    }

    private void Invoked(string function, InvokeResult result)
    {
        _usage.Invoked(function, result);
        _invocations.Enqueue((function, result));
        Ended?.Invoke(result);
        _logs.Trace(function);
        LambdaMetrics.WriteInvocation(_cloudWatch, function, result);
        var seconds = result.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        if (result.Error is { } error)
        {
            _timeline.Add(
                TimelineSource.Lambda,
                $"{function} failed after {seconds} s: {error.Message}",
                TimelineEntryKind.Warning);
            return;
        }

        var start = result.InitDuration is { } init
            ? string.Create(CultureInfo.InvariantCulture, $", cold start {init.TotalSeconds:0.00} s")
            : "";
        _timeline.Add(TimelineSource.Lambda, $"{function} done in {seconds} s{start}, {result.MaxMemoryUsed} MB");
    }

    private void Throttled(string function)
    {
        LambdaMetrics.WriteThrottle(_cloudWatch, function);
        _timeline.Add(
            TimelineSource.Lambda,
            $"{function} is throttled: as many as may are running already",
            TimelineEntryKind.Warning);
    }

    private void SendFailure(string function, Caller caller, string destination, ReadOnlyMemory<byte> failure)
    {
        if (!_queues.Queues.TryGetValue(destination, out var queue))
        {
            throw new RunFailedException($"The failure destination {destination} is not a queue of this stack.");
        }

        // A refusal is recorded by IAM and makes the run fail.
        if (!queue.SendAs(caller, Encoding.UTF8.GetString(failure.Span)).IsAllowed)
        {
            LambdaMetrics.WriteDeliveryFailure(_cloudWatch, function);
        }
    }
}
