namespace Twin.Aws.Glue;

/// <summary>Glue's Data Catalog: databases and their tables, by name, regardless of case.</summary>
public sealed class Catalog
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, CatalogTable>> _databases =
        new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Databases => [.. _databases.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a database, unless it exists.</summary>
    public void AddDatabase(string name) => _databases.TryAdd(name, new(StringComparer.OrdinalIgnoreCase));

    /// <summary>A database's tables, in the order of their names.</summary>
    public IReadOnlyList<CatalogTable> Tables(string database) =>
        [.. Database(database).Values.OrderBy(table => table.Name, StringComparer.Ordinal)];

    public CatalogTable? Find(string database, string table) =>
        _databases.TryGetValue(database, out var tables) ? tables.GetValueOrDefault(table) : null;

    /// <summary>Adds a table or replaces the one with the same name.</summary>
    public void Put(string database, CatalogTable table) => Database(database)[table.Name] = table;

    private ConcurrentDictionary<string, CatalogTable> Database(string name) =>
        _databases.TryGetValue(name, out var tables)
            ? tables
            : throw new KeyNotFoundException($"The catalog has no database '{name}'. It has: "
                + $"{string.Join(", ", Databases)}.");
}

/// <summary>A table of the Data Catalog: the location and the format of its files.</summary>
/// <param name="Name">The name in lower case.</param>
/// <param name="Location">The table's folder, as <c>s3://bucket/prefix/</c>.</param>
/// <param name="Columns">The columns, in the order of a line's fields where that matters, without the partition
/// keys.</param>
/// <param name="PartitionKeys">The partition keys, in the order of the folders; empty if the files are in the table's
/// own folder.</param>
/// <param name="SerDe">The Java class that reads a line, for example <see cref="OpenCsv"/>.</param>
/// <param name="SerDeParameters">The parameters of the SerDe, for example <c>separatorChar</c>.</param>
/// <param name="Parameters">The table's own parameters, for example <c>skip.header.line.count</c>.</param>
public sealed record CatalogTable(
    string Name,
    string Location,
    ImmutableArray<CatalogColumn> Columns,
    ImmutableArray<CatalogColumn> PartitionKeys,
    ImmutableArray<CatalogPartition> Partitions,
    string SerDe,
    ImmutableSortedDictionary<string, string> SerDeParameters,
    ImmutableSortedDictionary<string, string> Parameters)
{
    public const string OpenCsv = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

    /// <summary>The reader of one JSON object per line.</summary>
    public const string OpenXJson = "org.openx.data.jsonserde.JsonSerDe";

    /// <summary>The table's schema and partitions if it is an Iceberg table; otherwise null.</summary>
    public IcebergTable? Iceberg { get; init; }
}

/// <param name="Name">The name in lower case, as Glue stores it.</param>
/// <param name="Type">The Hive type; <c>string</c> for every column of a CSV table.</param>
public sealed record CatalogColumn(string Name, string Type, string? Comment = null);

/// <summary>A partition: the files that have the same values of the partition keys.</summary>
/// <param name="Values">One value for each of the table's partition keys, in their order.</param>
/// <param name="Location">The folder, as <c>s3://bucket/prefix/</c>.</param>
public sealed record CatalogPartition(ImmutableArray<string> Values, string Location);
