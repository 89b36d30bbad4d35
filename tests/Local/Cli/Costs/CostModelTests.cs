using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Lambda;
using Local.Aws.Metering;
using Local.Cli.Costs;
using Tests.Infra;
using Tests.Local.Twin;

namespace Tests.Local.Cli.Costs;

/// <summary>Bills for use that is made up, checked by hand.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class CostModelTests
{
    private const string Extract = "spotify-dev-extract";
    private const string Group = "spotify-dev";
    private static readonly PriceList Prices = PriceList.Current;

    [Fact]
    public async Task An_idle_month_costs_the_alarms_the_dashboards_and_the_key()
    {
        var (dev, prod) = (await Stacks.Load("dev"), await Stacks.Load("prod"));
        var idle = new CostModel(prod, Prices).Idle;

        Assert.Equal(prod.OfType(CloudWatchResources.MetricAlarm).Count(), idle.Quantity(PriceKey.Alarm));
        Assert.Equal(1, idle.Quantity(PriceKey.Dashboard));
        Assert.Equal(1, idle.Quantity(PriceKey.Key));
        Assert.Equal(0, new CostModel(dev, Prices).Idle.Quantity(PriceKey.Key));
        Assert.Equal(0.10m * idle.Quantity(PriceKey.Alarm), idle.Of("CloudWatch: alarms"));
        Assert.Equal(3, idle.Of("CloudWatch: dashboards"));
        Assert.Equal(1, idle.Of("KMS"));
    }

    [Fact]
    public async Task Without_runs_a_month_costs_what_an_idle_one_does()
    {
        var stack = await Stacks.Load("prod");
        var model = new CostModel(stack, Prices);

        Assert.Equal(model.Idle.Total, model.Month(Use(stack), 1).Total);
    }

    [Fact]
    public async Task A_function_is_billed_for_the_answers_that_it_waits_for()
    {
        var stack = (await Stacks.Load("dev")).With(
            LambdaResources.Function, Extract, function => function.Set("memorySize", 512.0));
        var use = Use(
            stack,
            new Usage(MeteredService.Lambda, MeteredOperation.Invocation, Extract, "", 1),
            new Usage(MeteredService.Lambda, MeteredOperation.ColdStart, Extract, "", 1),
            new Usage(MeteredService.Spotify, MeteredOperation.Request, "", "", 100),
            new Usage(MeteredService.S3, "PutObject", "spotify-dev-raw", Extract, 10));

        Assert.Equal((100 * 0.2m) + (10 * 0.03m) + 0.05m + 1, use.SecondsOf(use.Extraction));
        var bill = new CostModel(stack, Prices).Month(use, 1);
        Assert.Equal(30 * use.SecondsOf(use.Extraction) / 2, bill.Quantity(PriceKey.LambdaArm64));
        Assert.Equal(30, bill.Quantity(PriceKey.LambdaRequests));
        Assert.Equal(30, bill.Quantity(PriceKey.Traces));
        Assert.Equal(300, bill.Quantity(PriceKey.S3Put));
    }

    [Theory]
    [InlineData(7, 1, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(101, 1, 2)]
    [InlineData(7000, 1, 2)]
    [InlineData(7000, 4000, 7)]
    public async Task New_files_start_a_crawl_a_batch_but_none_while_one_runs(int events, int requests, int crawls)
    {
        // 4,000 requests to Spotify of 0.2 s take as long as six crawls of 150 s, the last of them not whole.
        var stack = await Stacks.Load("dev");
        var use = Use(
            stack,
            new Usage(MeteredService.Spotify, MeteredOperation.Request, "", "", requests),
            new Usage(MeteredService.Glue, MeteredOperation.WorkflowEvent, "spotify-dev-crawl", "", events),
            new Usage(MeteredService.Glue, MeteredOperation.Crawl, "spotify-dev-crawler", "", 1));

        Assert.Equal(crawls, use.Crawls);
        // Ten minutes of two DPUs each, whatever it takes.
        Assert.Equal(
            30 * crawls * 2 / 6m, Math.Round(new CostModel(stack, Prices).Month(use, 1).Quantity(PriceKey.Crawler), 9));
    }

    [Fact]
    public async Task A_query_reads_more_each_day_and_ten_megabytes_at_least()
    {
        var stack = await Stacks.Load("dev");
        var model = new CostModel(stack, Prices);
        var use = Use(
            stack,
            new Usage(MeteredService.Athena, MeteredOperation.BytesScanned, Group, "small", 1),
            new Usage(MeteredService.Athena, MeteredOperation.BytesScanned, Group, "large", 5 * 1024 * 1024));

        // 10 MB on the first and second day, then 15, 20, … 150.
        var large = 10 + Enumerable.Range(2, 29).Sum(day => 5 * day);
        Assert.Equal((large + (30 * 10)) / 1024m / 1024, model.Month(use, 1).Quantity(PriceKey.Athena));
        Assert.True(model.Month(use, 2).Of("Athena") > model.Month(use, 1).Of("Athena"));
        Assert.Equal((1024 / 5) + 1, model.FirstDayAboveCutoff(use));
    }

    [Fact]
    public async Task What_is_stored_grows_by_the_day_and_query_results_expire()
    {
        var stack = await Stacks.Load("dev");
        var model = new CostModel(stack, Prices);
        var use = Use(
            stack,
            new Usage(MeteredService.S3, MeteredOperation.BytesStored, "spotify-dev-raw", "", 1000),
            new Usage(MeteredService.S3, MeteredOperation.BytesStored, "spotify-dev-query-results", "", 1));

        Assert.Equal(1001, model.BytesStored(use, 1));
        Assert.Equal(30_030, model.BytesStored(use, 30));
        Assert.Equal(360_030, model.BytesStored(use, 360));
    }

    [Fact]
    public async Task Logs_are_billed_once_when_they_come_and_by_the_days_that_they_are_kept()
    {
        var stack = await Stacks.Load("dev");
        var use = Use(stack, new Usage(
            MeteredService.Logs, MeteredOperation.LogLine, $"/aws/lambda/{Extract}", "", 1024 * 1024 * 1024));

        var bill = new CostModel(stack, Prices).Month(use, 12);
        Assert.Equal(30 * 500, bill.Quantity(PriceKey.LogsIngested));
        // Dev keeps them for 14 days.
        Assert.Equal(14 * 500 * 0.2m, bill.Quantity(PriceKey.LogsStored));
    }

    [Fact]
    public async Task A_metric_is_billed_for_the_hours_in_which_it_is_sent()
    {
        var stack = await Stacks.Load("dev");
        Usage[] metrics = [new(MeteredService.Metrics, MeteredOperation.CustomMetric, "SpotifyStack", "", 24)];
        var inAnHour = Use(
            stack, [.. metrics, new Usage(MeteredService.Spotify, MeteredOperation.Request, "", "", 1)]);

        Assert.Equal(1, new CostModel(stack, Prices).Month(inAnHour, 1).Quantity(PriceKey.Metric));
    }

    [Fact]
    public void Free_allowances_are_of_the_month_and_of_all_lines_together()
    {
        var price = Prices.Price(PriceKey.Alarm);
        Assert.Equal(0.2m, new Bill([new BillLine(price, 8), new BillLine(price, 4)]).TotalAboveAllowances);
        Assert.Equal(1.2m, new Bill([new BillLine(price, 8), new BillLine(price, 4)]).Total);
        Assert.Equal(0, new Bill([new BillLine(price, 10)]).TotalAboveAllowances);
    }

    [Theory]
    [InlineData("PutObject", PriceKey.S3Put)]
    [InlineData("ListObjectsV2", PriceKey.S3Put)]
    [InlineData("UploadPart", PriceKey.S3Put)]
    [InlineData("CopyObject", PriceKey.S3Put)]
    [InlineData("GetObject", PriceKey.S3Get)]
    [InlineData("HeadObject", PriceKey.S3Get)]
    [InlineData("DeleteObject", null)]
    [InlineData("AbortMultipartUpload", null)]
    public void A_request_to_S3_has_the_price_of_its_class(string operation, string? price) =>
        Assert.Equal(price, S3Requests.PriceOf(operation));

    private static RunUse Use(DeclaredStack stack, params Usage[] usage) => new(stack, Prices, [.. usage]);
}
