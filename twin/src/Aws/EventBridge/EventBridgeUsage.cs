namespace Twin.Aws.EventBridge;

/// <summary>The counted use of EventBridge.</summary>
public static class EventBridgeUsage
{
    public const string Service = "EventBridge";

    /// <summary>Events that a bucket sends to EventBridge: the only ones of AWS's own events that are billed.</summary>
    public const string OptInEvent = "opt-in event";

    /// <summary>Firings of a schedule.</summary>
    public const string ScheduledEvent = "scheduled event";
}
