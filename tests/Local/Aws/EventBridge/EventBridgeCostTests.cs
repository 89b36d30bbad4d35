using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Metering;
using Tests.Infra;
using Tests.Local.Aws.Billing;

namespace Tests.Local.Aws.EventBridge;

public sealed class EventBridgeCostTests
{
    [Fact]
    public async Task The_events_of_buckets_are_billed_and_schedules_are_not()
    {
        var run = BilledRuns.Of(
            await Stacks.Load("dev"),
            new Usage(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent, "spotify-dev-processed", "", 8),
            new Usage(EventBridgeUsage.Service, EventBridgeUsage.ScheduledEvent, "spotify-dev-schedule", "", 1));

        Assert.Equal(240, run.Month().Quantity(EventBridgeCost.OptInEvents));
    }
}
