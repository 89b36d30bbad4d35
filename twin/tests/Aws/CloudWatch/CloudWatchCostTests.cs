using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.CloudWatch;

public sealed class CloudWatchCostTests
{
    [Fact]
    public async Task Logs_are_billed_for_ingestion_and_for_each_day_of_storage()
    {
        var group = $"/aws/lambda/{BilledRuns.Extract}";
        var run = await BilledRuns.OfDev(
            new Usage(CloudWatchUsage.Logs, CloudWatchUsage.LogLine, group, "", 1024 * 1024 * 1024));

        var bill = run.Month(12);
        Assert.Equal(30 * 500, bill.Quantity(CloudWatchCost.LogsIngested));
        // Dev keeps them for 14 days.
        Assert.Equal(14 * 500 * 0.2m, bill.Quantity(CloudWatchCost.LogsStored));
    }

    [Fact]
    public async Task A_metric_is_billed_for_the_hours_in_which_it_is_sent()
    {
        var inAnHour = await BilledRuns.OfDev(
            new Usage(CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric, "SpotifyStack", "", 24),
            new Usage(SpotifyUsage.Service, SpotifyUsage.Request, "", "", 1));

        Assert.Equal(1, inAnHour.Month().Quantity(CloudWatchCost.CustomMetrics));
    }
}
