using Twin.Aws.Metering;

namespace Twin.Aws.Glue;

/// <summary>The billable use of Glue.</summary>
internal static class GlueUsage
{
    public const string Service = "Glue";

    /// <summary>The session of every crawl, which sends the crawl's requests.</summary>
    public const string CrawlSession = "AWS-Crawler";

    /// <summary>The number of crawls; the resource is the crawler.</summary>
    public const string Crawl = "crawl";

    /// <summary>The databases and tables of the catalog at the end of the run; the resource is the database.</summary>
    public const string CatalogObject = "catalog object";

    /// <summary>The tables' partitions at the end of the run.</summary>
    public const string CatalogPartition = "catalog partition";

    /// <summary>Counts the objects of the catalog.</summary>
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
