using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>A table of the processed zone: <c>&lt;table&gt;/snapshot_date=…/&lt;playlist id&gt;.csv</c>, or
/// <c>.jsonl</c>; of plays <c>&lt;table&gt;/played_month=…/plays.csv</c>.</summary>
/// <param name="Name">The table's name in the catalog, and its prefix in the processed bucket.</param>
/// <param name="Schema">The columns of each row, in order, without the partition column.</param>
public sealed record Table(string Name, ImmutableArray<TableColumn> Schema)
{
    /// <summary>The partition of the tables of playlists: the UTC day on which the schedule fired,
    /// <c>yyyy-MM-dd</c>.</summary>
    public const string PartitionColumn = "snapshot_date";

    public TablePartition Partition { get; init; } = TablePartition.Day;

    public ImmutableArray<string> Columns { get; } = [.. Schema.Select(column => column.Name)];

    /// <summary>The prefix of the table's files; it ends with a slash.</summary>
    public string Prefix => Name + "/";

    /// <summary>The key of one playlist's rows of one day. The same raw snapshot always has the same key.</summary>
    /// <param name="date">The day.</param>
    /// <param name="format">The format of the rows; null for CSV.</param>
    public string Key(DateOnly date, string playlistId, TableFormat? format = null) =>
        TablePlace.Of(date, playlistId).Key(this, format ?? TableFormat.Csv);

    /// <summary>The key of one month's rows.</summary>
    public string Key(PlayedMonth month, TableFormat format) => TablePlace.Of(month).Key(this, format);
}

/// <summary>The partition column of a table.</summary>
/// <param name="Column">The name, in lower case.</param>
/// <param name="Format">The format of its values, in the letters of Java and of .NET.</param>
/// <param name="Comment">The meaning of its values, for those who query.</param>
public sealed record TablePartition(string Column, string Format, string Comment)
{
    public static readonly TablePartition Day =
        new(Table.PartitionColumn, "yyyy-MM-dd", "Day of the snapshot, UTC, yyyy-MM-dd");

    public static readonly TablePartition Month =
        new("played_month", "yyyy-MM", "Month in which the play ended, UTC, yyyy-MM");
}

/// <summary>A column of a table. Every value is a string; an unknown value is empty.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Comment">The meaning of its values, for those who query. The catalog allows 255 characters.</param>
public sealed record TableColumn(string Name, string Comment);
