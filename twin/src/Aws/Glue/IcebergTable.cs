using System.Collections.Frozen;

namespace Twin.Aws.Glue;

/// <param name="Fields">The fields of its schema, in order.</param>
/// <param name="Partition">The fields of its partition specification; empty for a table that is not
/// partitioned.</param>
public sealed record IcebergTable(
    ImmutableArray<IcebergField> Fields,
    ImmutableArray<IcebergPartitionField> Partition,
    ImmutableSortedDictionary<string, string> Properties);

/// <param name="Name">The name in lower case.</param>
/// <param name="Type">Iceberg's name of the type, such as <c>long</c>.</param>
/// <param name="Required">True if a null is refused.</param>
public sealed record IcebergField(int Id, string Name, string Type, bool Required, string? Doc = null);

/// <param name="Transform">The transform, such as <c>month</c>.</param>
public sealed record IcebergPartitionField(string Name, string Source, string Transform);

/// <summary>The transforms that the twin supports (https://iceberg.apache.org/spec/#partition-transforms).</summary>
public static class IcebergTransform
{
    public const string Identity = "identity";
    public const string Month = "month";
}

/// <summary>The primitive types that the twin supports (https://iceberg.apache.org/spec/#primitive-types).</summary>
public static class IcebergTypes
{
    private static readonly FrozenDictionary<string, (string Hive, string Athena)> Known =
        new Dictionary<string, (string Hive, string Athena)>
        {
            ["boolean"] = ("boolean", "boolean"),
            ["int"] = ("int", "integer"),
            ["long"] = ("bigint", "bigint"),
            ["double"] = ("double", "double"),
            ["date"] = ("date", "date"),
            ["timestamp"] = ("timestamp", "timestamp(6)"),
            ["string"] = ("string", "varchar"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Names => string.Join(", ", Known.Keys.Order(StringComparer.Ordinal));

    public static bool IsKnown(string type) => Known.ContainsKey(type);

    public static string InHive(string type) => Known[type].Hive;

    public static string InAthena(string type) => Known[type].Athena;
}

/// <summary>The properties of an Iceberg table by which VACUUM decides
/// (https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html).</summary>
/// <param name="Age">The age from which a snapshot that is not the current one expires.</param>
public sealed record IcebergRetention(TimeSpan Age, int Snapshots)
{
    /// <summary>The maximum age of a snapshot in seconds; Athena's default is five days.</summary>
    public const string MaximumAge = "vacuum_max_snapshot_age_seconds";

    /// <summary>The minimum number of snapshots to keep; Athena's default is one.</summary>
    public const string MinimumSnapshots = "vacuum_min_snapshots_to_keep";

    /// <summary>The number of former metadata files to keep, of which the twin writes none.</summary>
    private const string MetadataFiles = "vacuum_max_metadata_files_to_keep";

    /// <summary>The properties, by name.</summary>
    public static readonly ImmutableArray<string> Properties = [MaximumAge, MinimumSnapshots, MetadataFiles];

    /// <summary>The retention that a table declares, with Athena's defaults.</summary>
    public static IcebergRetention From(IcebergTable table)
    {
        int Value(string property, int otherwise) => table.Properties.TryGetValue(property, out var value)
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : otherwise;

        return new IcebergRetention(
            TimeSpan.FromSeconds(Value(MaximumAge, 432_000)), Value(MinimumSnapshots, 1));
    }
}
