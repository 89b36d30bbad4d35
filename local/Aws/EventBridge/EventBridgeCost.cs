using Local.Aws.Billing;
using Local.Aws.Metering;

namespace Local.Aws.EventBridge;

/// <summary>The cost of EventBridge: the events of S3. Those of other services are free, like schedules.</summary>
internal static class EventBridgeCost
{
    public const string OptInEvents = "events.optIn";

    /// <summary>The lines that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(OptInEvents, month.Usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent))];
}
