using Twin.Aws.S3;

namespace Twin.Aws.Glue;

/// <summary>The cost of Glue: the catalog, crawls, and the requests of crawls to S3.</summary>
public static class GlueCost
{
    public const string Catalog = "glue.catalog";
    public const string Crawler = "glue.crawler";
    private const decimal SecondsOfAnHour = 3600;
    private const decimal KeysOfAList = 1000;

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

    private static decimal CatalogObjects(DailyRun run, int day) =>
        run.Usage.Sum(GlueUsage.Service, GlueUsage.CatalogObject)
        + (day * run.Usage.Sum(GlueUsage.Service, GlueUsage.CatalogPartition));
}

internal static class GlueUsage
{
    public const string Service = "Glue";
    public const string CrawlSession = "AWS-Crawler";

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
}

internal static class UndocumentedGlue
{
    public static readonly Assumption CrawlerPermissions = new(
        "crawler-permissions", "a crawl updates the tables too, though its policy is LOG");

    public static readonly Assumption CrawlerConfiguration = new(
        "crawler-configuration", "Glue refuses CreatePartitionIndex with catalog targets");

    public static readonly Assumption CrawlerRole = new(
        "crawler-role", "Glue assumes the crawler's role for an ARN without the account");

    public static ImmutableArray<Assumption> All { get; } =
        [CrawlerPermissions, CrawlerConfiguration, CrawlerRole];
}
