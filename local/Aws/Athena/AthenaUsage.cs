using Local.Aws.Glue;
using Local.Aws.Metering;

namespace Local.Aws.Athena;

/// <summary>
/// Counts queries and the bytes that they read: every file of each table that they name. A CSV table has no columns to
/// skip, and the partitions that a query needs are known only while it runs. The resource is the work group, the caller
/// the query's name.
/// </summary>
public sealed class AthenaUsage(Meter meter, Catalog catalog, string bucketsRoot)
{
    public const string Service = "Athena";

    /// <summary>The number of queries.</summary>
    public const string Query = "query";

    /// <summary>The bytes of the files that a query reads, counted each time it reads them.</summary>
    public const string BytesScanned = "bytes scanned";

    /// <summary>The number of these files.</summary>
    public const string FilesScanned = "files scanned";

    /// <summary>The folders that Athena lists to find the files: a table's partitions.</summary>
    public const string PartitionsListed = "partitions listed";

    /// <summary>Counts one execution of a query.</summary>
    /// <returns>The number of bytes read.</returns>
    public long Count(NamedQueryDeclaration query)
    {
        void Add(string operation, long quantity) =>
            meter.Count(Service, operation, query.WorkGroup ?? "primary", query.Name, quantity);

        var tables = catalog.Tables(query.Database);
        Add(Query, 1);
        long scanned = 0;
        foreach (var (name, times) in ScannedTables.Of(query.Sql, tables.Select(table => table.Name)))
        {
            var table = tables.First(found => found.Name == name);
            var files = S3Folder.Parse(table.Location).Files(bucketsRoot);
            var bytes = times * files.Sum(file => new FileInfo(file.File).Length);
            scanned += bytes;
            Add(BytesScanned, bytes);
            Add(FilesScanned, (long)times * files.Count);
            Add(PartitionsListed, (long)times * Math.Max(1, table.Partitions.Length));
        }

        return scanned;
    }
}
