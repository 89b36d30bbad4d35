using System.Globalization;

namespace Twin.Aws.Glue;

/// <summary>
/// The properties of an Iceberg table by which VACUUM decides
/// (https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html).
/// </summary>
/// <param name="Age">The age from which a snapshot that is not the current one expires.</param>
/// <param name="Snapshots">The number of snapshots that are kept whatever their age.</param>
public sealed record IcebergRetention(TimeSpan Age, int Snapshots)
{
    /// <summary>The maximum age of a snapshot in seconds; Athena's default is five days.</summary>
    public const string MaximumAge = "vacuum_max_snapshot_age_seconds";

    /// <summary>The minimum number of snapshots to keep; Athena's default is one.</summary>
    public const string MinimumSnapshots = "vacuum_min_snapshots_to_keep";

    /// <summary>The retention that a table declares, with Athena's defaults.</summary>
    public static IcebergRetention Of(IcebergTable table)
    {
        int Value(string property, int otherwise) => table.Properties.TryGetValue(property, out var value)
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : otherwise;

        return new IcebergRetention(
            TimeSpan.FromSeconds(Value(MaximumAge, 432_000)), Value(MinimumSnapshots, 1));
    }
}
