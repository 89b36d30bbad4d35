namespace Twin.Aws.EventBridge;

/// <summary>The cost of EventBridge: the events of S3. Other services' events and schedules are free.</summary>
internal static class EventBridgeCost
{
    public const string OptInEvents = "events.optIn";

    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(OptInEvents, month.Usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent))];
}

public static class EventBridgeUsage
{
    public const string Service = "EventBridge";

    /// <summary>Events that a bucket sends to EventBridge: the only ones of AWS's own events that are billed.</summary>
    public const string OptInEvent = "opt-in event";

    public const string ScheduledEvent = "scheduled event";
}

internal static class EventBridgeMetrics
{
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
    public static readonly ServiceMetrics Published = new(
        "AWS/Events",
        ["RuleName"],
        [
            "Invocations", "FailedInvocations", "TriggeredRules", "InvocationsSentToDlq",
            "InvocationsFailedToBeSentToDlq",
        ],
        ["ThrottledRules", "RetryInvocationAttempts"]);
}
