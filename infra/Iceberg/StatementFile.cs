using Infra.Queries;

namespace Infra.Iceberg;

/// <summary>A statement of the publication: Athena engine 3 (Trino) SQL.</summary>
/// <param name="Name">The name: of a merge its file's, without the ending.</param>
/// <param name="State">The name of its state, which says in words what it does.</param>
/// <param name="Table">The table that it changes.</param>
/// <param name="Kind">The occasion on which it runs.</param>
/// <param name="Description">A sentence on it: of a merge its file's first line, a comment.</param>
/// <param name="Sql">The whole text; of a merge with <see cref="FirstDay"/> and <see cref="LastDay"/>, and of that of
/// plays also with <see cref="FirstMonth"/> and <see cref="LastMonth"/>.</param>
internal sealed record StatementFile(
    string Name, string State, AnalyticsTable Table, StatementKind Kind, string Description, string Sql)
{
    /// <summary>Stands for the first of the days, <c>yyyy-MM-dd</c>, inside of a text literal.</summary>
    public const string FirstDay = "$first_day";

    /// <summary>Stands for the last of the days, in the same month, of plays in the same year, inside of a text
    /// literal.</summary>
    public const string LastDay = "$last_day";

    /// <summary>Stands for the first of the months of plays, <c>yyyy-MM</c>, inside of a text literal.</summary>
    public const string FirstMonth = "$first_month";

    /// <summary>Stands for the last of the months of plays, in the same year, inside of a text literal.</summary>
    public const string LastMonth = "$last_month";

    // https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-creating-tables.html
    private const string MaximumAge = "vacuum_max_snapshot_age_seconds";
    private const string MetadataFiles = "vacuum_max_metadata_files_to_keep";

    /// <summary>The merges of playlists, in the order in which they must run: one file for each table.</summary>
    public static ImmutableArray<StatementFile> Merges { get; } = [.. AnalyticsTables.OfPlaylists.Select(Merge)];

    public static StatementFile MergeOfPlays { get; } = Merge(AnalyticsTables.PlayHistory);

    /// <summary>The upkeep of every table: small files become large ones and lose their deleted rows, then old versions
    /// are deleted.</summary>
    /// <param name="kept">The retention of the rows.</param>
    public static ImmutableArray<StatementFile> Upkeep(KeptDays kept) =>
    [
        .. AnalyticsTables.All.SelectMany(table => new StatementFile[]
        {
            new(
                $"compact_{table.Name}",
                $"Compact {table.Words}",
                table,
                StatementKind.Upkeep,
                $"Joins the small files of {table.Name}, and applies its deletions"
                    + (table.PartitionedByMonthOf is null ? "." : ": of this month and the one before"
                        + (kept.Days is null ? "." : ", and of those whose days are kept no longer.")),
                $"OPTIMIZE {table.Name} REWRITE DATA USING BIN_PACK" + OfMonths(table, kept)),
            new(
                $"clean_{table.Name}",
                $"Clean up {table.Words}",
                table,
                StatementKind.Upkeep,
                $"Removes what only old versions of {table.Name} had.",
                $"VACUUM {table.Name}"),
        }),
    ];

    /// <summary>The statements that leave nothing of what every table had: no rows, and no versions that have some. A
    /// version that is not the latest goes when it is a second old, and then again when it is as old as by
    /// default.</summary>
    public static ImmutableArray<StatementFile> Erasure { get; } =
    [
        .. AnalyticsTables.All.SelectMany(table => new (string Name, string State, string Description, string Sql)[]
        {
            ("empty", "Empty", $"Deletes all rows of {table.Name}.", $"DELETE FROM {table.Name}"),
            (
                "let_go",
                "Let go of",
                $"Lets old versions of {table.Name} go at once.",
                $"ALTER TABLE {table.Name} SET TBLPROPERTIES ('{MaximumAge}'='1', '{MetadataFiles}'='1')"),
            ("erase", "Erase", $"Removes what old versions of {table.Name} had.", $"VACUUM {table.Name}"),
            (
                "hold",
                "Hold",
                $"Keeps versions of {table.Name} for some days again.",
                $"ALTER TABLE {table.Name} UNSET TBLPROPERTIES ('{MaximumAge}', '{MetadataFiles}')"),
        }.Select(step => new StatementFile(
            $"{step.Name}_{table.Name}",
            $"{step.State} {table.Words}",
            table,
            StatementKind.Upkeep,
            step.Description,
            step.Sql))),
    ];

    // Whole months: the partitions. Assumption: optimize-condition. A deleted row stays in its file until that is
    // rewritten.
    private static string OfMonths(AnalyticsTable table, KeptDays kept)
    {
        if (table.PartitionedByMonthOf is not { } column)
        {
            return "";
        }

        var latest = $" WHERE {column} >= date_trunc('month', current_date - interval '1' month)";
        return kept.Days is { } days
            ? latest + string.Create(
                CultureInfo.InvariantCulture,
                $" OR {column} < date_trunc('month', current_date - interval '{days}' day) + interval '1' month")
            : latest;
    }

    private static StatementFile Merge(AnalyticsTable table)
    {
        var file = SqlFile.Read("Iceberg", $"merge_{table.Name}");
        return new StatementFile(
            file.Name, $"Merge {table.Words}", table, StatementKind.Merge, file.Description, file.Sql);
    }
}

/// <summary>The occasion on which a statement runs.</summary>
internal enum StatementKind
{
    /// <summary>For each month with days that are due; of plays for each year with months that are due.</summary>
    Merge,

    /// <summary>Once a week, and when something was forgotten.</summary>
    Upkeep,
}
