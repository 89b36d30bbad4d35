using Infra.Iceberg;

namespace Infra.Snowflake;

/// <summary>The tables in Snowflake: the lake's, the analytics tables, and the bookkeeping of the load.</summary>
internal static class SnowflakeTables
{
    /// <summary>The column of the lake's tables that names the file of the row.</summary>
    public const string FileKey = "file_key";

    /// <summary>The files whose rows are in the lake's tables.</summary>
    public static readonly SnowflakeTable LoadedFiles = Create(
        "loaded_files",
        "The files of the lake whose rows are loaded. The task writes it",
        [
            Required(FileKey, SnowflakeType.Text, "Key of the file in the processed bucket"),
            Required("sha256", SnowflakeType.Text, "SHA-256 of the file, by its marker"),
            Required("marker", SnowflakeType.Text, "Key of the marker that names the file"),
        ]);

    /// <summary>The markers whose files are loaded.</summary>
    public static readonly SnowflakeTable LoadedMarkers = Create(
        "loaded_markers",
        "The markers of the lake whose files are loaded. The task writes it",
        [
            Required("marker", SnowflakeType.Text, "Key of the marker in the processed bucket"),
            Required("etag", SnowflakeType.Text, "ETag of the marker when it was listed"),
        ]);

    /// <summary>The partitions whose rows have changed since they were merged.</summary>
    public static readonly SnowflakeTable DuePartitions = Create(
        "due_partitions",
        "The days and months whose loaded rows are not merged yet. The task writes it",
        [Required("partition_name", SnowflakeType.Text, "snapshot_date=yyyy-MM-dd, or played_month=yyyy-MM")]);

    /// <summary>The files that the last load left out.</summary>
    public static readonly SnowflakeTable LeftOutFiles = Create(
        "left_out_files",
        "The files that the last load left out, since they are not what their markers say. The task writes it",
        [
            Required("marker", SnowflakeType.Text, "Key of the marker, none of whose files was loaded"),
            Required(FileKey, SnowflakeType.Text, "Key of the file"),
            Required("rows_marked", SnowflakeType.Number, "Number of rows by the marker"),
            Required("rows_read", SnowflakeType.Number, "Number of rows that Snowflake read"),
        ]);

    /// <summary>The lake's tables, with the rows as Athena reads them: every value is a text.</summary>
    public static ImmutableArray<SnowflakeTable> Lake { get; } =
    [
        .. Tables.Declared.Select(table => Create(
            table.Name,
            $"The lake's table {table.Name}: every value is a text, and an unknown one is empty",
            [
                .. table.Schema.Select(column => new SnowflakeColumn(
                    NameOf(column.Name), SnowflakeType.Text, Nullable: true, column.Comment)),
                Required(table.Partition.Column, SnowflakeType.Text, table.Partition.Comment),
                Required(FileKey, SnowflakeType.Text, "Key of the row's file in the processed bucket"),
            ])),
    ];

    /// <summary>The typed tables, which the merges fill.</summary>
    public static ImmutableArray<SnowflakeTable> Analytics { get; } =
    [
        .. AnalyticsTables.All.Select(table => Create(
            table.Name,
            $"The analytics table {table.Name}. The task writes it",
            [
                .. table.Columns.Select(column => new SnowflakeColumn(
                    NameOf(column.Name), SnowflakeType.Of(column.Type), Nullable: true, column.Comment)),
            ])),
    ];

    /// <summary>The bookkeeping of the load.</summary>
    public static ImmutableArray<SnowflakeTable> Bookkeeping { get; } =
        [LoadedFiles, LoadedMarkers, DuePartitions, LeftOutFiles];

    public static ImmutableArray<SnowflakeTable> All { get; } = [.. Lake, .. Analytics, .. Bookkeeping];

    /// <summary>A name as Snowflake has it when it is not in quotes.</summary>
    public static string NameOf(string name) => name.ToUpperInvariant();

    private static SnowflakeTable Create(string name, string comment, ImmutableArray<SnowflakeColumn> columns) =>
        new(NameOf(name), comment, columns);

    private static SnowflakeColumn Required(string name, string type, string comment) =>
        new(NameOf(name), type, Nullable: false, comment);
}
