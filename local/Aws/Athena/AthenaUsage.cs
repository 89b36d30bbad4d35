using Local.Aws.Glue;
using Local.Aws.Metering;

namespace Local.Aws.Athena;

/// <summary>
/// Counts queries and what they read: every file of each table that they name, since a table of CSV has no columns to
/// leave out, and which partitions a query needs is known only while it runs.
/// </summary>
internal sealed class AthenaUsage(Meter meter, Catalog catalog, string bucketsRoot)
{
    /// <summary>Counts one execution of a query.</summary>
    /// <returns>The bytes that it read.</returns>
    public long Count(NamedQueryDeclaration query)
    {
        void Add(string operation, long quantity) =>
            meter.Count(MeteredService.Athena, operation, query.WorkGroup ?? "primary", query.Name, quantity);

        var tables = catalog.Tables(query.Database);
        Add(MeteredOperation.Query, 1);
        long scanned = 0;
        foreach (var (name, times) in ScannedTables.Of(query.Sql, tables.Select(table => table.Name)))
        {
            var table = tables.First(found => found.Name == name);
            var files = S3Folder.Parse(table.Location).Files(bucketsRoot);
            var bytes = times * files.Sum(file => new FileInfo(file.File).Length);
            scanned += bytes;
            Add(MeteredOperation.BytesScanned, bytes);
            Add(MeteredOperation.FilesScanned, (long)times * files.Count);
            Add(MeteredOperation.PartitionsListed, (long)times * Math.Max(1, table.Partitions.Length));
        }

        return scanned;
    }
}
