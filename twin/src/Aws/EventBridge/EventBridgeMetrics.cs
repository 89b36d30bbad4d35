using Twin.Aws.Hosting;

namespace Twin.Aws.EventBridge;

/// <summary>EventBridge's metrics of a rule.</summary>
internal static class EventBridgeMetrics
{
    /// <summary>
    /// The published metrics (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html).
    /// </summary>
    public static readonly ServiceMetrics Published = new(
        "AWS/Events",
        ["RuleName"],
        [
            "Invocations", "FailedInvocations", "TriggeredRules", "InvocationsSentToDlq",
            "InvocationsFailedToBeSentToDlq",
        ],
        ["ThrottledRules", "RetryInvocationAttempts"]);
}
