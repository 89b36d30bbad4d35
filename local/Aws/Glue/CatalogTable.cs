using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>A table of the data catalog: what its files mean and where they lie.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Location">The table's folder, as <c>s3://bucket/prefix/</c>.</param>
/// <param name="Columns">In the order of the fields of a line, where they have one; partition keys are not among
/// them.</param>
/// <param name="PartitionKeys">In the order of the folders; empty when the files lie in the table's own folder.</param>
/// <param name="Partitions">Those that are registered.</param>
/// <param name="SerDe">The Java class that reads a line, such as <see cref="OpenCsv"/>.</param>
/// <param name="SerDeParameters">For example <c>separatorChar</c>.</param>
/// <param name="Parameters">The table's own, for example <c>skip.header.line.count</c>.</param>
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

    /// <summary>The reader of a JSON object a line.</summary>
    public const string OpenXJson = "org.openx.data.jsonserde.JsonSerDe";
}
