using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Declaration;
using Local.Events;
using Local.Iam;
using Local.Lambda;
using Local.Reports;
using Local.S3;

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
    private readonly Timeline _timeline;
    private readonly BucketNotifications _notifications = new();
    private readonly S3Event _s3Event;
    private ImmutableArray<(DeclaredResource Rule, EventPattern Pattern)> _patterns = [];
    private readonly ConcurrentDictionary<string, int> _waiting = [];

    public EventRouter(DeclaredStack stack, AccessControl access, LambdaService lambda, Timeline timeline)
    {
        (_stack, _access, _lambda, _timeline) = (stack, access, lambda, timeline);
        _permissions = DeclaredAccess.PermissionsOf(stack);
        _s3Event = new S3Event(stack.Region, stack.AccountId);
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
    }

    /// <summary>The rules that fire by the clock.</summary>
    public IEnumerable<DeclaredResource> Schedules => _stack.OfType(ResourceTypes.EventRule)
        .Where(rule => rule.OptionalText("scheduleExpression") is not null);

    /// <summary>A schedule fires: its targets get the event.</summary>
    public async Task FireAsync(DeclaredResource rule, DateTimeOffset time)
    {
        _timeline.Add(Sources.EventBridge, $"{rule.PhysicalName} fires: {rule.Text("scheduleExpression")}");
        await DeliverAsync(rule, ScheduledEvent.Create(rule.Arn, _stack.AccountId, _stack.Region, time));
    }

    /// <summary>An object was written: functions and rules that the bucket notifies get the event.</summary>
    public async Task DeliverAsync(ObjectCreated created)
    {
        foreach (var target in _notifications.TargetsOf(created))
        {
            _timeline.Add(Sources.S3, $"{Shortened(created.Key)} → {NameOf(target.FunctionArn)}");
            await InvokeAsync(
                target.FunctionArn, S3, BucketArn(created.Bucket), _s3Event.ToNotification(created, target.Id));
        }

        if (_notifications.SendsToEventBridge(created.Bucket))
        {
            var candidate = _s3Event.ToEventBridge(created);
            using var json = JsonDocument.Parse(candidate.ToJsonString());
            foreach (var (rule, _) in _patterns.Where(pattern => pattern.Pattern.Matches(json.RootElement)))
            {
                await DeliverAsync(rule, candidate);
            }
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
        var targets = _stack.OfType(ResourceTypes.EventTarget)
            .Where(target => target.Text("rule") == rule.PhysicalName);

        foreach (var target in targets)
        {
            var arn = target.Text("arn");
            if (_stack.ByArn(ResourceTypes.Function, arn) is not null)
            {
                await InvokeAsync(arn, EventBridge, rule.Arn, candidate);
            }
            else if (_stack.ByArn(ResourceTypes.Workflow, arn) is { } workflow)
            {
                Notify(rule, target, workflow);
            }
            else
            {
                throw new RunFailedException($"{target.Title}: the twin has no target {arn}.");
            }
        }
    }

    private void Notify(DeclaredResource rule, DeclaredResource target, DeclaredResource workflow)
    {
        var role = target.OptionalText("roleArn") ?? throw new RunFailedException(
            $"{target.Title} has no role: EventBridge needs one to start a Glue workflow. Set RoleArn.");
        var caller = _access.Assume(role, EventBridge, rule, rule.PhysicalName);

        if (_access.Authorize(caller, "glue:NotifyEvent", workflow.Arn).IsAllowed)
        {
            _waiting.AddOrUpdate(workflow.PhysicalName, 1, (_, events) => events + 1);
        }
    }

    private async Task InvokeAsync(string functionArn, string service, string sourceArn, JsonObject payload)
    {
        // S3 tells the bucket's account; EventBridge tells the rule only.
        var account = service == S3 ? _stack.AccountId : null;
        if (_permissions.MayInvoke(service, functionArn, sourceArn, account, out var because))
        {
            await _lambda.EnqueueAsync(NameOf(functionArn), JsonSerializer.SerializeToUtf8Bytes(payload));
        }
        else
        {
            _timeline.Add(service, because, MomentKind.Failure);
        }
    }

    private string NameOf(string functionArn) =>
        _stack.ByArn(ResourceTypes.Function, functionArn)?.PhysicalName
        ?? throw new RunFailedException($"There is no function {functionArn} in the stack.");

    // A line of the timeline fits on a terminal; a key's ends say most.
    private static string Shortened(string key) => key.Length <= 64 ? key : $"{key[..40]}…{key[^23..]}";

    private static string BucketArn(string bucket) => $"arn:aws:s3:::{bucket}";
}
