using Twin.Aws.Billing;
using Twin.Aws.Metering;

namespace Twin.Aws.EventBridge;

/// <summary>The cost of EventBridge: the events of S3. Other services' events and schedules are free.</summary>
internal static class EventBridgeCost
{
    public const string OptInEvents = "events.optIn";

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(OptInEvents, month.Usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent))];
}
