using Twin.Aws.Lambda;
using Twin.Aws.S3;

namespace Twin.Aws.Glue;

/// <summary>The cost of Glue: the catalog, crawls and jobs, and their requests to S3.</summary>
public static class GlueCost
{
    public const string Catalog = "glue.catalog";
    public const string Crawler = "glue.crawler";
    public const string Job = "glue.job";
    private const decimal SecondsOfAnHour = 3600;
    private const decimal KeysOfAList = 1000;
    private const decimal TasksOfADpu = 4;

    public static IEnumerable<BillLine> OfRuns(BilledMonth month)
    {
        var crawls = month.Run.Crawls;
        var hours = Math.Max(
            month.Assumed(GlueAssumptions.CrawlSeconds),
            month.Assumed(GlueAssumptions.CrawlMinimumSeconds)) / SecondsOfAnHour;
        yield return month.Daily(Crawler, crawls * hours * month.Assumed(GlueAssumptions.CrawlerDpus));
        yield return month.Line(Catalog, CatalogObjects(month.Run, month.Days[^1]));

        // A crawl of declared tables lists and reads all files, new or not.
        var files = (decimal)month.Usage.Sum(GlueUsage.Service, GlueUsage.CrawledFile);
        var targets = month.Stack.OfType(GlueResources.Crawler)
            .SelectMany(crawler => crawler.Parts("catalogTargets"))
            .Sum(target => target.Texts("tables").Length);
        yield return month.Line(S3Cost.Get, crawls * month.Days.Sum(day => day * files));
        yield return month.Line(
            S3Cost.Put, crawls * month.Days.Sum(day => targets + Math.Floor(day * files / KeysOfAList)));
    }

    /// <summary>The cost of the jobs' runs.</summary>
    public static IEnumerable<BillLine> OfJobs(BilledMonth month)
    {
        var requests = RequestsOfJobs(month.Usage).ToList();
        foreach (var job in month.Stack.OfType(GlueResources.Job).Select(JobDeclaration.Read))
        {
            decimal runs = month.Usage.Sum(GlueUsage.Service, GlueUsage.JobRun, job.Name);
            var seconds = runs == 0
                ? 0
                : SecondsOfJob(requests.Sum(counted => counted.Quantity) / runs, job.Dpus, month.Run.Prices);
            yield return month.Daily(Job, runs * job.Dpus * seconds / SecondsOfAnHour);
        }

        foreach (var price in (string[])[S3Cost.Put, S3Cost.Get])
        {
            yield return month.Daily(price, requests
                .Where(counted => S3Requests.PriceOf(counted.Operation) == price)
                .Sum(counted => counted.Quantity));
        }
    }

    /// <summary>The requests of jobs to S3.</summary>
    public static IEnumerable<Usage> RequestsOfJobs(IEnumerable<Usage> usage) => usage.Where(
        counted => counted.Service == S3Usage.Service && counted.Caller == GlueUsage.JobSession);

    /// <summary>The billed seconds of a job's run: Spark did not run, so it is that of its start, and of its
    /// requests to S3, as many at a time as it has tasks: four for each DPU, of which one is the driver's.</summary>
    public static decimal SecondsOfJob(decimal requests, decimal dpus, PriceList prices) => Math.Max(
        prices.Assumed(GlueAssumptions.JobMinimumSeconds),
        prices.Assumed(GlueAssumptions.JobStartSeconds)
            + (requests * prices.Assumed(LambdaAssumptions.AwsRequestSeconds) / (TasksOfADpu * (dpus - 1))));

    private static decimal CatalogObjects(DailyRun run, int day) =>
        run.Usage.Sum(GlueUsage.Service, GlueUsage.CatalogObject)
        + (day * run.Usage.Sum(GlueUsage.Service, GlueUsage.CatalogPartition));
}

internal static class GlueUsage
{
    public const string Service = "Glue";
    public const string CrawlSession = "AWS-Crawler";

    /// <summary>The session of each job's role, as CloudTrail shows it.</summary>
    public const string JobSession = "GlueJobRunnerSession";

    /// <summary>Runs of jobs; the resource is the job.</summary>
    public const string JobRun = "job run";

    /// <summary>The files of a crawler's tables at the end of the run; the resource is the crawler.</summary>
    public const string CrawledFile = "crawled file";

    /// <summary>The databases and tables of the catalog at the end of the run; the resource is the database.</summary>
    public const string CatalogObject = "catalog object";

    public const string CatalogPartition = "catalog partition";

    public static void Count(Catalog catalog, Meter meter)
    {
        foreach (var database in catalog.Databases)
        {
            var tables = catalog.Tables(database);
            meter.Count(Service, CatalogObject, database, quantity: 1 + tables.Count);
            meter.Count(
                Service, CatalogPartition, database, quantity: tables.Sum(table => table.Partitions.Length));
        }
    }
}

internal static class GlueAssumptions
{
    public const string CrawlerDpus = "crawlerDpus";
    public const string CrawlSeconds = "crawlSeconds";
    public const string CrawlMinimumSeconds = "crawlMinimumSeconds";
    public const string JobStartSeconds = "jobStartSeconds";
    public const string JobMinimumSeconds = "jobMinimumSeconds";
}

internal static class UndocumentedGlue
{
    public static readonly Assumption CrawlerPermissions = new(
        "crawler-permissions", "a crawl updates the tables too, though its policy is LOG");

    public static readonly Assumption CrawlerConfiguration = new(
        "crawler-configuration", "Glue refuses CreatePartitionIndex with catalog targets");

    public static readonly Assumption CrawlerRole = new(
        "crawler-role", "Glue assumes the crawler's role for an ARN without the account");

    public static readonly Assumption JobRole = new(
        "job-role", "Glue assumes the job's role for an ARN without the account");

    public static ImmutableArray<Assumption> All { get; } =
        [CrawlerPermissions, CrawlerConfiguration, CrawlerRole, JobRole];
}
