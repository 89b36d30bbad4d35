using System.Collections.Immutable;
using Local.Aws.Athena;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.Glue;
using Local.Aws.Kms;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Sns;
using Local.Aws.Sqs;

namespace Local.Cli.Costs;

/// <summary>What a declared stack costs a month: by itself, and with the runs of a month.</summary>
internal sealed class CostModel
{
    private const decimal Megabyte = 1024 * 1024;
    private const decimal Gigabyte = 1024 * Megabyte;
    private const decimal MegabytesOfATerabyte = 1024 * 1024;
    private const decimal SecondsOfAnHour = 3600;
    private const decimal KeysOfAList = 1000;
    private const int HoursOfADay = 24;

    private readonly DeclaredStack _stack;
    private readonly PriceList _prices;

    /// <summary>Takes the stack in.</summary>
    /// <exception cref="RunFailedException">A type of resource has neither a price nor a reason to be free.</exception>
    public CostModel(DeclaredStack stack, PriceList prices)
    {
        (_stack, _prices) = (stack, prices);
        if (prices.LackingFor(stack) is { IsEmpty: false } lacking)
        {
            throw new RunFailedException(string.Join('\n', lacking));
        }
    }

    /// <summary>A month in which the stack is there and does not run.</summary>
    public Bill Idle => new(
    [
        Line(PriceKey.Alarm, _stack.OfType(CloudWatchResources.MetricAlarm).Sum(MetricsOf)),
        Line(PriceKey.Dashboard, _stack.OfType(CloudWatchResources.Dashboard).Count()),
        Line(PriceKey.Key, _stack.OfType(KmsResources.Key).Count()),
        Line(PriceKey.TopicRequests, AlarmChanges),
        Line(PriceKey.Mails, AlarmChanges * _stack.OfType(SnsResources.TopicSubscription).Count()),
    ]);

    private int DaysOfAMonth => (int)_prices.Assumed(AssumptionKey.DaysPerMonth);

    // Not those of a run: the alarms of a new stack all go to OK on its first day, and say so, once.
    private decimal AlarmChanges => _stack.OfType(SnsResources.Topic).Any()
        ? _prices.Assumed(AssumptionKey.AlarmChangesPerMonth)
        : 0;

    /// <summary>A month of daily runs.</summary>
    /// <param name="run">Each day's.</param>
    /// <param name="month">Counted from 1: what is kept grows, and queries read all of it.</param>
    public Bill Month(RunUse run, int month)
    {
        var days = Enumerable.Range(((month - 1) * DaysOfAMonth) + 1, DaysOfAMonth).ToImmutableArray();
        return new Bill(
        [
            .. Idle.Lines,
            .. Functions(run),
            .. Requests(run, days),
            Line(PriceKey.S3Storage, days.Average(day => BytesStored(run, day)) / Gigabyte),
            Daily(PriceKey.OptInEvents, run.Usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent)),
            Daily(PriceKey.Crawler, run.Crawls * HoursOfACrawl * _prices.Assumed(AssumptionKey.CrawlerDpus)),
            Line(PriceKey.Catalog, CatalogObjects(run, days[^1])),
            Line(PriceKey.Athena, days.Sum(day => TerabytesScanned(run, day))),
            .. Logs(run, days),
            Line(PriceKey.Metric, MetricMonths(run)),
            Daily(PriceKey.KeyRequests, run.Usage.Sum(KmsUsage.Service)),
            Daily(PriceKey.QueueRequests, run.Usage.Sum(SqsUsage.Service)),
        ]);
    }

    /// <summary>
    /// Bytes in the buckets after so many days: nothing is written twice, and some of it expires, like query results.
    /// </summary>
    public decimal BytesStored(RunUse run, int day) => _stack.OfType(S3Resources.Bucket).Sum(bucket =>
        Math.Min(day, DaysKept(bucket))
        * (decimal)run.Usage.Sum(S3Usage.Service, S3Usage.BytesStored, bucket.Text("bucket")));

    /// <summary>
    /// The first day on which a named query would read more than its work group allows; null where none limits it.
    /// </summary>
    public int? FirstDayAboveCutoff(RunUse run)
    {
        var days =
            from scanned in run.Usage
            where scanned.Service == AthenaUsage.Service && scanned.Operation == AthenaUsage.BytesScanned
            let workGroup = _stack.OfType(AthenaResources.Workgroup)
                .FirstOrDefault(found => found.PhysicalName == scanned.Resource)
            let cutoff = workGroup?.Number("configuration.bytesScannedCutoffPerQuery")
            where cutoff is not null
            select (int?)((cutoff.Value / scanned.Quantity) + 1);
        return days.Min();
    }

    private decimal HoursOfACrawl => Math.Max(
        _prices.Assumed(AssumptionKey.CrawlSeconds),
        _prices.Assumed(AssumptionKey.CrawlMinimumSeconds)) / SecondsOfAnHour;

    private int DaysKept(DeclaredResource bucket) => _stack.OfType(S3Resources.BucketLifecycle)
        .Where(lifecycle => lifecycle.Text("bucket") == bucket.Text("bucket"))
        .SelectMany(lifecycle => lifecycle.Parts("rules"))
        .Where(rule => rule.OptionalText("filter.prefix") is null or "")
        .Select(rule => rule.Number("expiration.days"))
        .OfType<int>()
        .DefaultIfEmpty(int.MaxValue)
        .Min();

    private BillLine Line(string key, decimal quantity) => new(_prices.Price(key), quantity);

    private BillLine Daily(string key, decimal quantity) => Line(key, quantity * DaysOfAMonth);

    // An alarm on an expression counts as often as the expression has metrics.
    private static int MetricsOf(DeclaredResource alarm) =>
        Math.Max(1, alarm.Parts("metricQueries").Count(query => query.Has("metric")));

    private IEnumerable<BillLine> Functions(RunUse run)
    {
        foreach (var function in run.Functions)
        {
            yield return Daily(PriceKey.LambdaRequests, run.InvocationsOf(function));
            yield return Daily(
                function.Texts("architectures").Contains("arm64") ? PriceKey.LambdaArm64 : PriceKey.LambdaX86,
                run.GigabyteSecondsOf(function));
            if (function.OptionalText("tracingConfig.mode") == "Active")
            {
                yield return Daily(PriceKey.Traces, run.InvocationsOf(function));
            }
        }
    }

    private IEnumerable<BillLine> Requests(RunUse run, ImmutableArray<int> days)
    {
        var queries = run.Usage.Sum(AthenaUsage.Service, AthenaUsage.Query);
        var files = run.Usage.Sum(AthenaUsage.Service, AthenaUsage.FilesScanned);
        var partitions = run.Usage.Sum(AthenaUsage.Service, AthenaUsage.PartitionsListed);
        var targets = _stack.OfType(GlueResources.Crawler).Sum(crawler => crawler.Parts("s3Targets").Length);

        yield return Daily(PriceKey.S3Put, run.RequestsOfFunctions(PriceKey.S3Put));
        yield return Daily(PriceKey.S3Get, run.RequestsOfFunctions(PriceKey.S3Get));

        // Each crawl lists all files and reads the new ones.
        yield return Daily(PriceKey.S3Get, run.FilesCrawled);
        yield return Line(
            PriceKey.S3Put, run.Crawls * days.Sum(day => targets + Math.Floor(day * run.FilesCrawled / KeysOfAList)));

        // Each query lists and reads all files of its tables, and leaves its result.
        yield return Line(PriceKey.S3Put, days.Sum(day => day * partitions));
        yield return Line(PriceKey.S3Get, days.Sum(day => day * files));
        yield return Daily(PriceKey.S3Put, queries * _prices.Assumed(AssumptionKey.AthenaResultObjects));
    }

    private decimal TerabytesScanned(RunUse run, int day) => run.Usage
        .Where(scanned =>
            scanned.Service == AthenaUsage.Service && scanned.Operation == AthenaUsage.BytesScanned)
        .Sum(scanned => Math.Max(
            _prices.Assumed(AssumptionKey.AthenaMinimumMegabytes),
            Math.Ceiling(day * scanned.Quantity / Megabyte))) / MegabytesOfATerabyte;

    private static decimal CatalogObjects(RunUse run, int day) =>
        run.Usage.Sum(GlueUsage.Service, GlueUsage.CatalogObject)
        + (day * run.Usage.Sum(GlueUsage.Service, GlueUsage.CatalogPartition));

    private IEnumerable<BillLine> Logs(RunUse run, ImmutableArray<int> days)
    {
        foreach (var group in _stack.OfType(CloudWatchResources.LogGroup))
        {
            var gigabytes = run.Usage.Sum(CloudWatchUsage.Logs, CloudWatchUsage.LogLine, group.PhysicalName)
                * _prices.Assumed(AssumptionKey.LogLineBytes) / Gigabyte;
            var kept = group.Number("retentionInDays") ?? int.MaxValue;
            yield return Daily(PriceKey.LogsIngested, gigabytes);
            yield return Line(
                PriceKey.LogsStored,
                days.Average(day => Math.Min(day, kept) * gigabytes * _prices.Assumed(AssumptionKey.LogCompression)));
        }
    }

    // A metric is billed for the hours in which it is sent.
    private static decimal MetricMonths(RunUse run)
    {
        var hours = Math.Ceiling(run.SecondsOf(run.Extraction) / SecondsOfAnHour);
        var metricHours = (run.Usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric) * hours)
            + run.Usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.FurtherMetricHour);
        return metricHours / HoursOfADay;
    }
}
