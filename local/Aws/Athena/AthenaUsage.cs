using Local.Aws.Glue;
using Local.Aws.Metering;

namespace Local.Aws.Athena;

/// <summary>
/// Counts queries and the bytes that they read: every file of each table that they name. A CSV table has no columns to
/// skip, and the partitions that a query needs are known only while it runs. The resource is the work group, the caller
/// the query's name.
/// </summary>
public sealed class AthenaUsage(Meter meter, Catalog catalog, string bucketsRoot, TimeProvider clock)
{
    public const string Service = "Athena";

    /// <summary>The number of queries.</summary>
    public const string Query = "query";

    /// <summary>The number of times that a query reads a table, empty or not.</summary>
    public const string TablesRead = "tables read";

    /// <summary>The bytes of the files that a query reads, counted each time it reads them.</summary>
    public const string BytesScanned = "bytes scanned";

    /// <summary>The number of these files.</summary>
    public const string FilesScanned = "files scanned";

    /// <summary>
    /// The folders that Athena lists to find the files: a table's partitions, and projected ones without a file.
    /// </summary>
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
            var folders = TableFiles.Folders(table, clock.GetUtcNow());
            var files = TableFiles.In(folders, bucketsRoot).ToList();
            var bytes = times * files.Sum(file => new FileInfo(file.File).Length);
            scanned += bytes;
            Add(TablesRead, times);
            Add(BytesScanned, bytes);
            Add(FilesScanned, (long)times * files.Count);
            Add(PartitionsListed, (long)times * folders.Length);
        }

        return scanned;
    }
}
