using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.Glue;

public sealed class GlueCostTests
{
    [Fact]
    public async Task A_crawl_costs_at_least_ten_minutes_of_two_DPUs_and_reads_all_files()
    {
        var run = await BilledRuns.OfDev(
            new Usage(GlueUsage.Service, GlueUsage.CrawledFile, "spotify-dev-crawler", "", 7));

        // Once a week.
        Assert.Equal(1 / 7m, run.Crawls);
        Assert.Equal(30 / 7m * 2 / 6, run.Month().Quantity(GlueCost.Crawler), precision: 9);
        Assert.Equal(Enumerable.Range(1, 30).Sum(), run.Month().Quantity(S3Cost.Get), precision: 9);
    }

    [Theory]
    [InlineData(1, 10, 60)]
    [InlineData(2, 80_000, 330)]
    public async Task A_run_of_a_job_costs_at_least_a_minute_and_the_time_of_its_requests(
        int runs, int requests, int seconds)
    {
        // Two workers of one DPU, of which one does four requests at a time.
        var bill = (await BilledRuns.OfDev(
            new Usage(GlueUsage.Service, GlueUsage.JobRun, "spotify-dev-spark", "", runs),
            new Usage(S3Usage.Service, "GetObject", "spotify-dev-raw", GlueUsage.JobSession, requests))).Month();

        Assert.Equal(30 * runs * 2 * seconds / 3600m, bill.Quantity(GlueCost.Job), precision: 9);
        Assert.Equal(30 * requests, bill.Lines.Where(line => line.Price.Key == S3Cost.Get).Sum(line => line.Quantity));
    }

    [Fact]
    public async Task Without_crawls_neither_they_nor_their_requests_cost_anything()
    {
        var bill = (await BilledRuns.OfDev(
            new Usage(S3Usage.Service, "GetObject", "spotify-dev-processed", BilledRuns.Extract, 3),
            new Usage(GlueUsage.Service, GlueUsage.CrawledFile, "spotify-dev-crawler", "", 7)) with
        {
            Crawls = 0,
        }).Month();

        Assert.Equal(0, bill.Quantity(GlueCost.Crawler));
        Assert.Equal(30 * 3, bill.Quantity(S3Cost.Get));
        Assert.Equal(0, bill.Quantity(S3Cost.Put));
    }
}
