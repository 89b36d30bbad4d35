using Local.Aws.Glue;
using Local.Aws.Metering;

namespace Local.Aws.Athena;

/// <summary>
/// Counts queries and what they read: every file of each table that they name, since a table of CSV has no columns to
/// leave out, and which partitions a query needs is known only while it runs. The resource is the work group, the
/// caller the query's name.
/// </summary>
public sealed class AthenaUsage(Meter meter, Catalog catalog, string bucketsRoot, TimeProvider clock)
{
    public const string Service = "Athena";

    /// <summary>Queries.</summary>
    public const string Query = "query";

    /// <summary>The times that a query reads a table, whatever is in it.</summary>
    public const string TablesRead = "tables read";

    /// <summary>Bytes of the files that a query reads, each time that it reads them.</summary>
    public const string BytesScanned = "bytes scanned";

    /// <summary>These files.</summary>
    public const string FilesScanned = "files scanned";

    /// <summary>
    /// The folders that Athena lists to find them: a table's partitions, the projected ones without a file too.
    /// </summary>
    public const string PartitionsListed = "partitions listed";

    /// <summary>Counts one execution of a query.</summary>
    /// <returns>The bytes that it read.</returns>
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
