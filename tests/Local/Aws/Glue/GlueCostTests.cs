using Local.Aws.Glue;
using Local.Aws.Metering;
using Local.Twin.Runs;
using Tests.Infra;
using Tests.Local.Aws.Billing;

namespace Tests.Local.Aws.Glue;

[Collection(PulumiDeployments.Name)]
public sealed class GlueCostTests
{
    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(101, 1, 2)]
    [InlineData(7000, 1, 2)]
    [InlineData(7000, 4000, 7)]
    public async Task Each_batch_of_new_files_starts_a_crawl_unless_one_runs(int events, int requests, int crawls)
    {
        // 4,000 requests to Spotify of 0.2 s take as long as six crawls of 150 s, the last of them incomplete.
        var run = BilledRuns.Of(
            await Stacks.Load("dev"),
            new Usage(SpotifyUsage.Service, SpotifyUsage.Request, "", "", requests),
            new Usage(GlueUsage.Service, GlueUsage.WorkflowEvent, "spotify-dev-crawl", "", events),
            new Usage(GlueUsage.Service, GlueUsage.Crawl, "spotify-dev-crawler", "", 1));

        Assert.Equal(crawls, GlueCost.Crawls(run));
        // At least ten minutes of two DPUs are billed for each crawl.
        Assert.Equal(30 * crawls * 2 / 6m, Math.Round(run.Month().Quantity(GlueCost.Crawler), 9));
    }
}
