using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Metering;

namespace Local.Aws.Athena;

/// <summary>
/// Counts queries and what they read: every file of each table that they name, since a table of CSV has no columns to
/// leave out, and which partitions a query needs is known only while it runs.
/// </summary>
internal sealed class AthenaUsage(Meter meter, Catalog catalog, string bucketsRoot)
{
    /// <summary>A query was answered.</summary>
    public void Ran(DeclaredResource query)
    {
        void Count(string operation, long quantity) => meter.Count(
            MeteredService.Athena,
            operation,
            query.OptionalText("workgroup") ?? "primary",
            query.PhysicalName,
            quantity);

        var tables = catalog.Tables(query.Text("database"));
        Count(MeteredOperation.Query, 1);
        foreach (var (name, times) in ScannedTables.Of(query.Text("query"), tables.Select(table => table.Name)))
        {
            var table = tables.First(found => found.Name == name);
            var files = S3Folder.Parse(table.Location).Files(bucketsRoot);
            Count(MeteredOperation.BytesScanned, times * files.Sum(file => new FileInfo(file.File).Length));
            Count(MeteredOperation.FilesScanned, (long)times * files.Count);
            Count(MeteredOperation.PartitionsListed, (long)times * Math.Max(1, table.Partitions.Length));
        }
    }
}
