using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>A table of the processed zone: <c>&lt;table&gt;/snapshot_date=…/&lt;playlist id&gt;.csv</c>.</summary>
/// <param name="Name">The table's name in the catalog, and its prefix in the processed bucket.</param>
/// <param name="Columns">The header row, in this order; the partition column is not among them.</param>
public sealed record Table(string Name, ImmutableArray<string> Columns)
{
    /// <summary>The partition of every table: the day of the schedule's firing, UTC, as <c>yyyy-MM-dd</c>.</summary>
    public const string PartitionColumn = "snapshot_date";

    /// <summary>What the files are for those who open them.</summary>
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Where the table's files lie; ends with a slash.</summary>
    public string Prefix => Name + "/";

    /// <summary>The key of one playlist's rows of one day: the same raw snapshot always goes to the same key.</summary>
    public string Key(DateOnly date, string playlistId) => PartitionKey.Of(Prefix, date, playlistId, "csv");
}
