using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.Glue;

public sealed class GlueCostTests
{
    [Fact]
    public async Task At_least_ten_minutes_of_two_DPUs_are_billed_for_each_crawl()
    {
        var run = await BilledRuns.OfDev(new Usage(GlueUsage.Service, GlueUsage.Crawl, "spotify-dev-crawler", "", 3));

        Assert.Equal(3, GlueCost.Crawls(run));
        Assert.Equal(30 * 3 * 2 / 6m, Math.Round(run.Month().Quantity(GlueCost.Crawler), 9));
    }

    [Fact]
    public async Task Without_crawls_neither_they_nor_their_requests_cost_anything()
    {
        var stack = await Stacks.Load("dev");
        var others = new Usage(S3Usage.Service, "GetObject", "spotify-dev-processed", BilledRuns.Extract, 3);
        var run = BilledRuns.Create(
            stack,
            others,
            new Usage(S3Usage.Service, "GetObject", "spotify-dev-processed", GlueUsage.CrawlSession, 7),
            new Usage(GlueUsage.Service, GlueUsage.Crawl, "spotify-dev-crawler", "", 1));

        var (crawled, without) = (run.Month(), GlueCost.WithoutCrawls(run).Month());

        Assert.True(crawled.Quantity(GlueCost.Crawler) > 0);
        Assert.Equal(0, without.Quantity(GlueCost.Crawler));
        Assert.Equal(30 * (3 + 7), crawled.Quantity(S3Cost.Get));
        Assert.Equal(30 * 3, without.Quantity(S3Cost.Get));
        Assert.Equal(0, without.Quantity(S3Cost.Put));
    }
}
