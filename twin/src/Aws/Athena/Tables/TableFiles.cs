using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>The files that a query of a table reads.</summary>
internal static class TableFiles
{
    /// <summary>The folders that a query lists: the partitions, or without partition keys the table's own.</summary>
    /// <param name="now">The time at which the query runs.</param>
    /// <exception cref="AthenaException">The partition projection of the table cannot be used.</exception>
    /// <param name="isNeeded">Determines whether the query needs the partition of some values; null for all.</param>
    public static ImmutableArray<CatalogPartition> Folders(
        CatalogTable table, DateTimeOffset now, Func<ImmutableArray<string>, bool>? isNeeded = null)
    {
        isNeeded ??= _ => true;
        return PartitionProjection.Project(table, now, isNeeded)
            ?? (table.PartitionKeys.IsEmpty
                ? [new CatalogPartition([], table.Location)]
                : [.. table.Partitions.Where(partition => isNeeded(partition.Values))]);
    }

    public static IEnumerable<TableFile> In(IEnumerable<CatalogPartition> folders, string bucketsRoot) =>
        from folder in folders
        from file in S3Folder.Parse(folder.Location).Files(bucketsRoot)
        select new TableFile(folder, file.Key, file.File, FileIdentity.Read(file.File));
}

/// <summary>A file of a table, in one of its partitions.</summary>
internal sealed record TableFile(CatalogPartition Partition, string Key, string File, FileIdentity Identity);

/// <summary>A table of the catalog that a statement names.</summary>
public sealed record NamedTable(string Database, CatalogTable Table);
