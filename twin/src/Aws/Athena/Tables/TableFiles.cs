using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>The files that a query of a table reads.</summary>
internal static class TableFiles
{
    /// <summary>The folders that a query lists: the partitions, or without partition keys the table's own.</summary>
    /// <param name="now">The time at which the query runs.</param>
    /// <exception cref="AthenaException">The partition projection of the table cannot be used.</exception>
    public static ImmutableArray<CatalogPartition> Folders(CatalogTable table, DateTimeOffset now) =>
        PartitionProjection.Project(table, now)
        ?? (table.PartitionKeys.IsEmpty ? [new CatalogPartition([], table.Location)] : table.Partitions);

    public static IEnumerable<(CatalogPartition Partition, string Key, string File)> In(
        IEnumerable<CatalogPartition> folders, string bucketsRoot) =>
        from folder in folders
        from file in S3Folder.Parse(folder.Location).Files(bucketsRoot)
        select (folder, file.Key, file.File);
}

/// <summary>A table of the catalog that a statement names.</summary>
public sealed record NamedTable(string Database, CatalogTable Table);
