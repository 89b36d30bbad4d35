namespace Twin.Aws.EventBridge;

/// <summary>The default event bus: delivers each event to the targets of the rules that match it.</summary>
public sealed class EventBridgeService : IRunningService
{
    public const string Principal = "events.amazonaws.com";

    private readonly DeclaredStack _stack;
    private readonly Timeline _timeline;
    private readonly Meter _meter;
    private readonly List<IEventTarget> _services = [];
    private readonly List<IDeadLetterQueues> _queues = [];
    private readonly ImmutableArray<TargetDeclaration> _targets;
    private readonly ImmutableDictionary<string, string> _schedules;
    private readonly ImmutableArray<(DeclaredResource Rule, EventPattern Pattern)> _patterns;

    public EventBridgeService(DeclaredStack stack, Timeline timeline, Meter meter)
    {
        (_stack, _timeline, _meter) = (stack, timeline, meter);
        _targets = TargetDeclaration.ReadAll(stack);
        _schedules = stack.OfType(EventBridgeResources.EventRule)
            .Where(rule => rule.Has("scheduleExpression"))
            .ToImmutableDictionary(rule => rule.PhysicalName, rule => rule.Text("scheduleExpression"));
        _patterns =
        [
            .. stack.OfType(EventBridgeResources.EventRule)
                .Where(rule => rule.OptionalText("eventPattern") is not null)
                .Select(rule => (rule, EventPattern.Parse(rule.Text("eventPattern")))),
        ];
    }

    public void AddTarget(IEventTarget target) => _services.Add(target);

    public void AddQueues(IDeadLetterQueues queues) => _queues.Add(queues);

    /// <summary>Raised with a rule's name and the name of its metric each time the metric increases by one.</summary>
    public event Action<string, string>? Counted;

    // Targets are checked at the start: if no event of the run matches a rule, its unreachable target would not be
    // found.
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var target in _targets)
        {
            string?[] refusals = [ServiceOf(target)?.Refusal(target), RefusalOfQueue(target)];
            foreach (var refusal in refusals.OfType<string>())
            {
                _timeline.Add(
                    TimelineSource.EventBridge, $"{target.Rule.PhysicalName}: {refusal}", TimelineEntryKind.Failure);
            }
        }

        return Task.CompletedTask;
    }

    public async Task FireAsync(DeclaredResource rule, DateTimeOffset time)
    {
        _meter.Count(EventBridgeUsage.Service, EventBridgeUsage.ScheduledEvent, rule.PhysicalName);
        _timeline.Add(
            TimelineSource.EventBridge, $"{rule.PhysicalName} fires: {_schedules[rule.PhysicalName]}");
        await DeliverAsync(rule, ScheduledEventMessage.Create(rule.Arn, _stack.AccountId, _stack.Region, time));
    }

    /// <summary>False to drop every event that is put on the bus. Schedules fire in any case.</summary>
    public bool TakesEvents { get; set; } = true;

    /// <summary>Puts an event on the bus: the targets of the rules that match it get the event.</summary>
    public async Task PutAsync(JsonObject candidate)
    {
        if (!TakesEvents)
        {
            return;
        }

        using var json = JsonDocument.Parse(candidate.ToJsonString());
        foreach (var (rule, _) in _patterns.Where(pattern => pattern.Pattern.Matches(json.RootElement)))
        {
            await DeliverAsync(rule, candidate);
        }
    }

    private async Task DeliverAsync(DeclaredResource rule, JsonObject candidate)
    {
        Counted?.Invoke(rule.PhysicalName, "TriggeredRules");
        foreach (var target in _targets.Where(target => target.Rule.Title == rule.Title))
        {
            var service = ServiceOf(target)
                ?? throw new RunFailedException($"{target.Title}: the twin has no target {target.Arn}.");
            var taken = await service.DeliverAsync(target, target.Input?.Apply(candidate) ?? candidate);
            Counted?.Invoke(rule.PhysicalName, "Invocations");
            if (!taken)
            {
                Counted?.Invoke(rule.PhysicalName, "FailedInvocations");
                KeepRefused(target, candidate);
            }
        }
    }

    private void KeepRefused(TargetDeclaration target, JsonObject candidate)
    {
        if (target.DeadLetterArn is not { } queue)
        {
            return;
        }

        var sent = _queues.Find(queues => queues.HasQueue(queue))?.Send(
            queue, target.Rule.Arn, candidate.ToJsonString(), DeadLetterAttributes.OfRefusal(target));
        Counted?.Invoke(
            target.Rule.PhysicalName, sent == true ? "InvocationsSentToDlq" : "InvocationsFailedToBeSentToDlq");
    }

    private string? RefusalOfQueue(TargetDeclaration target) => target.DeadLetterArn is { } arn
        ? _queues.Find(queues => queues.HasQueue(arn)) is { } queues
            ? queues.RefusalOf(arn, target.Rule.Arn)
            : $"{target.Title}: the dead-letter queue {arn} is not declared."
        : null;

    private IEventTarget? ServiceOf(TargetDeclaration target) => _services.Find(service => service.Has(target.Arn));
}

/// <summary>The event that EventBridge sends to a rule's targets when its schedule fires.</summary>
internal static class ScheduledEventMessage
{
    /// <summary>Writes the event; its id is the same for the same rule and time.</summary>
    public static JsonObject Create(string ruleArn, string accountId, string region, DateTimeOffset time)
    {
        var stamp = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["version"] = "0",
            ["id"] = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{ruleArn} {stamp}")).AsSpan(0, 16)).ToString(),
            ["detail-type"] = "Scheduled Event",
            ["source"] = "aws.events",
            ["account"] = accountId,
            ["time"] = stamp,
            ["region"] = region,
            ["resources"] = new JsonArray(ruleArn),
            ["detail"] = new JsonObject(),
        };
    }
}
