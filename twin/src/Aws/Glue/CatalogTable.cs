using System.Collections.Immutable;

namespace Twin.Aws.Glue;

/// <summary>A table of the Data Catalog: the location and the format of its files.</summary>
/// <param name="Name">The name in lower case.</param>
/// <param name="Location">The table's folder, as <c>s3://bucket/prefix/</c>.</param>
/// <param name="Columns">
/// The columns, in the order of a line's fields where that matters, without the partition keys.
/// </param>
/// <param name="PartitionKeys">
/// The partition keys, in the order of the folders; empty if the files are in the table's own folder.
/// </param>
/// <param name="Partitions">The registered partitions.</param>
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
    /// <summary>Hive's reader of quoted CSV.</summary>
    public const string OpenCsv = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

    /// <summary>The reader of one JSON object per line.</summary>
    public const string OpenXJson = "org.openx.data.jsonserde.JsonSerDe";

    /// <summary>The table's schema and partitions if it is an Iceberg table; otherwise null.</summary>
    public IcebergTable? Iceberg { get; init; }
}
