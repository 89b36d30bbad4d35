using Local.Aws.Glue;
using Local.Aws.Metering;
using Local.Aws.S3;
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

    [Fact]
    public async Task Without_crawls_neither_they_nor_their_requests_cost_anything()
    {
        var stack = await Stacks.Load("dev");
        var others = new Usage(S3Usage.Service, "GetObject", "spotify-dev-processed", BilledRuns.Extract, 3);
        var run = BilledRuns.Of(
            stack,
            others,
            new Usage(S3Usage.Service, "GetObject", "spotify-dev-processed", GlueUsage.CrawlSession, 7),
            new Usage(GlueUsage.Service, GlueUsage.WorkflowEvent, "spotify-dev-crawl", "", 8),
            new Usage(GlueUsage.Service, GlueUsage.Crawl, "spotify-dev-crawler", "", 1));

        var (crawled, without) = (run.Month(), GlueCost.WithoutCrawls(run).Month());

        Assert.True(crawled.Quantity(GlueCost.Crawler) > 0);
        Assert.Equal(0, without.Quantity(GlueCost.Crawler));
        Assert.Equal(30 * (3 + 7), crawled.Quantity(S3Cost.Get));
        Assert.Equal(30 * 3, without.Quantity(S3Cost.Get));
        Assert.Equal(0, without.Quantity(S3Cost.Put));
    }
}
