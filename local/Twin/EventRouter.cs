using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Lambda;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Sns;

namespace Local.Twin;

/// <summary>Takes each event to where the stack declares that it goes, if whoever takes it there may.</summary>
internal sealed class EventRouter
{
    private const string EventBridge = "events.amazonaws.com";
    private const string S3 = "s3.amazonaws.com";

    private readonly DeclaredStack _stack;
    private readonly AccessControl _access;
    private readonly LambdaService _lambda;
    private readonly LambdaPermissions _permissions;
    private readonly NotificationService _topics;
    private readonly DeclaredMonitoring _monitoring;
    private readonly Timeline _timeline;
    private readonly Meter _meter;
    private readonly BucketNotifications _notifications = new();
    private readonly S3EventMessage _s3Event;
    private ImmutableArray<(DeclaredResource Rule, EventPattern Pattern)> _patterns = [];
    private readonly ConcurrentDictionary<string, int> _waiting = [];

    public EventRouter(
        DeclaredStack stack,
        AccessControl access,
        LambdaService lambda,
        NotificationService topics,
        DeclaredMonitoring monitoring,
        Timeline timeline,
        Meter meter)
    {
        (_stack, _access, _lambda, _timeline) = (stack, access, lambda, timeline);
        (_topics, _monitoring, _meter) = (topics, monitoring, meter);
        _permissions = DeclaredAccess.PermissionsOf(stack);
        _s3Event = new S3EventMessage(stack.Region, stack.AccountId);
    }

    /// <summary>Checks and takes in the declared rules and notifications.</summary>
    /// <exception cref="RunFailedException">EventBridge would refuse a rule, or S3 a notification.</exception>
    public void Declare()
    {
        _patterns =
        [
            .. _stack.OfType(ResourceTypes.EventRule)
                .Where(rule => rule.OptionalText("eventPattern") is not null)
                .Select(rule => (rule, EventPattern.Parse(rule.Text("eventPattern")))),
        ];

        foreach (var notification in _stack.OfType(ResourceTypes.BucketNotification))
        {
            Declare(notification);
        }

        // A rule that no event of the run matches would not show that its target cannot be reached.
        foreach (var target in _stack.OfType(ResourceTypes.EventTarget))
        {
            var rule = RuleOf(target);
            if (_topics.Contains(target.Text("arn")) && RefusalOf(rule, target.Text("arn")) is { } because)
            {
                _timeline.Add(TimelineSource.EventBridge, $"{rule.PhysicalName}: {because}", TimelineEntryKind.Failure);
            }
        }
    }

    /// <summary>A schedule fires: its targets get the event.</summary>
    public async Task FireAsync(DeclaredResource rule, DateTimeOffset time)
    {
        _meter.Count(MeteredService.EventBridge, MeteredOperation.ScheduledEvent, rule.PhysicalName);
        _timeline.Add(TimelineSource.EventBridge, $"{rule.PhysicalName} fires: {rule.Text("scheduleExpression")}");
        await DeliverAsync(rule, ScheduledEvent.Create(rule.Arn, _stack.AccountId, _stack.Region, time));
    }

    /// <summary>An object was written: functions and rules that the bucket notifies get the event.</summary>
    public async Task DeliverAsync(ObjectCreated created)
    {
        foreach (var target in _notifications.TargetsOf(created))
        {
            _timeline.Add(TimelineSource.S3, $"{Shortened(created.Key)} → {NameOf(target.FunctionArn)}");
            await InvokeAsync(
                target.FunctionArn, S3, BucketArn(created.Bucket), _s3Event.ToNotification(created, target.Id));
        }

        if (_notifications.SendsToEventBridge(created.Bucket))
        {
            _meter.Count(MeteredService.EventBridge, MeteredOperation.OptInEvent, created.Bucket);
            await DeliverAsync(_s3Event.ToEventBridge(created));
        }
    }

    /// <summary>A service has sent an event to the default bus: rules that match it take it to their targets.</summary>
    public async Task DeliverAsync(JsonObject candidate)
    {
        using var json = JsonDocument.Parse(candidate.ToJsonString());
        foreach (var (rule, _) in _patterns.Where(pattern => pattern.Pattern.Matches(json.RootElement)))
        {
            await DeliverAsync(rule, candidate);
        }
    }

    /// <summary>The workflows that events have asked for since the last call, and by how many.</summary>
    public ImmutableDictionary<string, int> TakeWaitingWorkflows()
    {
        var taken = _waiting.ToImmutableDictionary();
        _waiting.Clear();
        return taken;
    }

    private void Declare(DeclaredResource notification)
    {
        var bucket = notification.Text("bucket");
        var functions = notification.Parts("lambdaFunctions").Select((target, index) => new LambdaNotification(
            target.OptionalText("id") ?? $"{notification.Name}-{index}",
            target.Text("lambdaFunctionArn"),
            target.Texts("events"),
            target.OptionalText("filterPrefix") ?? "",
            target.OptionalText("filterSuffix") ?? "")).ToList();

        // S3 tries each function when the configuration is made.
        foreach (var function in functions)
        {
            if (!_permissions.MayInvoke(S3, function.FunctionArn, BucketArn(bucket), _stack.AccountId, out var because))
            {
                throw new RunFailedException(
                    $"{notification.Title}: S3 is unable to validate the destination {function.FunctionArn}. {because}");
            }
        }

        _notifications.Declare(bucket, functions, notification.Flag("eventbridge"));
    }

    private async Task DeliverAsync(DeclaredResource rule, JsonObject candidate)
    {
        _monitoring.Triggered(rule);
        var targets = _stack.OfType(ResourceTypes.EventTarget)
            .Where(target => target.Text("rule") == rule.PhysicalName);

        foreach (var target in targets)
        {
            _monitoring.TargetCalled(rule, await DeliverAsync(rule, target, candidate));
        }
    }

    private async Task<bool> DeliverAsync(DeclaredResource rule, DeclaredResource target, JsonObject candidate)
    {
        var arn = target.Text("arn");
        if (_stack.ByArn(ResourceTypes.Function, arn) is not null)
        {
            return await InvokeAsync(arn, EventBridge, rule.Arn, candidate);
        }

        if (_stack.ByArn(ResourceTypes.Workflow, arn) is { } workflow)
        {
            return Notify(rule, target, workflow);
        }

        return _topics.Contains(arn)
            ? Publish(rule, arn, candidate)
            : throw new RunFailedException($"{target.Title}: the twin has no target {arn}.");
    }

    private bool Publish(DeclaredResource rule, string topic, JsonObject candidate)
    {
        if (RefusalOf(rule, topic) is not null)
        {
            return false;
        }

        _timeline.Add(TimelineSource.Sns, _topics.Publish(topic, null, candidate.ToJsonString()).ToString());
        return true;
    }

    // EventBridge tells the rule only, as it does to functions.
    private string? RefusalOf(DeclaredResource rule, string topic) =>
        _topics.Refusal(topic, EventBridge, new RequestContext().With("aws:SourceArn", rule.Arn));

    private DeclaredResource RuleOf(DeclaredResource target) =>
        _stack.OfType(ResourceTypes.EventRule).FirstOrDefault(rule => rule.PhysicalName == target.Text("rule"))
        ?? throw new RunFailedException($"{target.Title}: the rule '{target.Text("rule")}' is not declared.");

    private bool Notify(DeclaredResource rule, DeclaredResource target, DeclaredResource workflow)
    {
        var role = target.OptionalText("roleArn") ?? throw new RunFailedException(
            $"{target.Title} has no role: EventBridge needs one to start a Glue workflow. Set RoleArn.");
        var caller = _access.Assume(role, EventBridge, rule, rule.PhysicalName);

        if (!_access.Authorize(caller, "glue:NotifyEvent", workflow.Arn).IsAllowed)
        {
            return false;
        }

        _meter.Count(MeteredService.Glue, MeteredOperation.WorkflowEvent, workflow.PhysicalName);
        _waiting.AddOrUpdate(workflow.PhysicalName, 1, (_, events) => events + 1);
        return true;
    }

    private async Task<bool> InvokeAsync(string functionArn, string service, string sourceArn, JsonObject payload)
    {
        // S3 tells the bucket's account; EventBridge tells the rule only.
        var account = service == S3 ? _stack.AccountId : null;
        if (_permissions.MayInvoke(service, functionArn, sourceArn, account, out var because))
        {
            await _lambda.EnqueueAsync(NameOf(functionArn), JsonSerializer.SerializeToUtf8Bytes(payload));
            return true;
        }

        _timeline.Add(service, because, TimelineEntryKind.Failure);
        return false;
    }

    private string NameOf(string functionArn) =>
        _stack.ByArn(ResourceTypes.Function, functionArn)?.PhysicalName
        ?? throw new RunFailedException($"There is no function {functionArn} in the stack.");

    // A line of the timeline fits on a terminal; a key's ends say most.
    private static string Shortened(string key) => key.Length <= 64 ? key : $"{key[..40]}…{key[^23..]}";

    private static string BucketArn(string bucket) => $"arn:aws:s3:::{bucket}";
}
