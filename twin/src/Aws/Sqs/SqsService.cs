using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;

namespace Twin.Aws.Sqs;

public sealed class SqsService : IRunningService, IEventTarget, IDeadLetterQueues
{
    private readonly Timeline _timeline;

    /// <summary>CloudWatch measures the declared queues from then on, and rules can have them as targets.</summary>
    public SqsService(
        DeclaredStack stack,
        AccessControl access,
        CloudWatchService cloudWatch,
        EventBridgeService events,
        Timeline timeline,
        TimeProvider clock)
    {
        _timeline = timeline;
        events.AddTarget(this);
        events.AddQueues(this);
        Queues = QueueDeclaration.ReadAll(stack, access, clock);
        cloudWatch.EachMinute(minute =>
        {
            // Expired messages are not measured.
            RunUntil(minute);
            SqsMetrics.Write(Queues.Values, cloudWatch.Metrics, minute);
        });
    }

    public ImmutableDictionary<string, MessageQueue> Queues { get; }

    public void RunUntil(DateTimeOffset time)
    {
        foreach (var queue in Queues.Values)
        {
            if (queue.DeleteExpired(time) is > 0 and var expired)
            {
                _timeline.Add(
                    TimelineSource.Sqs,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{queue.Name}: {expired} messages are older than the queue keeps them, and are gone"),
                    TimelineEntryKind.Warning);
            }
        }
    }

    public void CountUsage(Meter meter) => SqsUsage.Count(Queues.Values, meter);

    bool IEventTarget.Has(string arn) => Queues.ContainsKey(arn);

    string? IEventTarget.Refusal(TargetDeclaration target) =>
        Queues[target.Arn].RefusalOf(EventBridgeService.Principal, target.Rule.Arn);

    Task<bool> IEventTarget.DeliverAsync(TargetDeclaration target, JsonObject candidate) =>
        Task.FromResult(Send(target.Arn, target.Rule.Arn, candidate.ToJsonString(), null));

    bool IDeadLetterQueues.HasQueue(string arn) => Queues.ContainsKey(arn);

    string? IDeadLetterQueues.RefusalOf(string queueArn, string ruleArn) =>
        Queues[queueArn].RefusalOf(EventBridgeService.Principal, ruleArn);

    bool IDeadLetterQueues.Send(
        string queueArn, string ruleArn, string body, IReadOnlyDictionary<string, string> attributes) =>
        Send(queueArn, ruleArn, body, attributes);

    // EventBridge passes the rule's ARN only, as it does to functions.
    private bool Send(string queueArn, string ruleArn, string body, IReadOnlyDictionary<string, string>? attributes)
    {
        var queue = Queues[queueArn];
        var decision = queue.SendFrom(EventBridgeService.Principal, ruleArn, null, body, attributes);
        if (decision.IsAllowed)
        {
            _timeline.Add(
                TimelineSource.Sqs,
                $"{queue.Name} gets an event of {ruleArn[(ruleArn.IndexOf('/') + 1)..]}",
                TimelineEntryKind.Warning);
        }

        return decision.IsAllowed;
    }
}
