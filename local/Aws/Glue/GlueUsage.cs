using Local.Aws.Metering;

namespace Local.Aws.Glue;

/// <summary>The billable use of Glue, besides crawls.</summary>
internal static class GlueUsage
{
    /// <summary>Counts the objects of the catalog.</summary>
    public static void Count(Catalog catalog, Meter meter)
    {
        foreach (var database in catalog.Databases)
        {
            var tables = catalog.Tables(database);
            meter.Count(MeteredService.Glue, MeteredOperation.CatalogObject, database, quantity: 1 + tables.Count);
            meter.Count(
                MeteredService.Glue,
                MeteredOperation.CatalogPartition,
                database,
                quantity: tables.Sum(table => table.Partitions.Length));
        }
    }
}
