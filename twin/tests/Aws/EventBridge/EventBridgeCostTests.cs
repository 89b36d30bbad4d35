using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.EventBridge;

public sealed class EventBridgeCostTests
{
    [Fact]
    public async Task The_events_of_buckets_are_billed_and_schedules_are_not()
    {
        var run = await BilledRuns.OfDev(
            new Usage(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent, "spotify-dev-processed", "", 8),
            new Usage(EventBridgeUsage.Service, EventBridgeUsage.ScheduledEvent, "spotify-dev-schedule", "", 1));

        Assert.Equal(240, run.Month().Quantity(EventBridgeCost.OptInEvents));
    }
}
