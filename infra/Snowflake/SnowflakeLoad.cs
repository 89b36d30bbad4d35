using Infra.Iceberg;

namespace Infra.Snowflake;

/// <summary>The task that loads the files which the ledger has changed, and then runs the merges of their days and
/// months. A marker is due if its ETag is not the one that was loaded, and a file of it if its hash is not.</summary>
internal static class SnowflakeLoad
{
    public const string Task = "LOAD";

    /// <summary>The name of the stage: the whole processed bucket, with a directory table.</summary>
    public const string Stage = "LAKE";

    /// <summary>The name of the file format of <see cref="LakeFileFormat"/>.</summary>
    public const string Format = "LAKE_FILES";

    /// <summary>The markers of one transaction. Each names one file of a table at most, and <c>FILES</c> takes 1,000
    /// names (https://docs.snowflake.com/en/sql-reference/sql/copy-into-table).</summary>
    public const int MaxMarkers = 1_000;

    /// <summary>The prefixes of the bucket that the task lists or reads.</summary>
    public static ImmutableArray<string> Prefixes { get; } =
        [SnapshotMarker.Prefix, PlaysMarker.Prefix, .. Tables.Declared.Select(table => table.Prefix)];

    /// <summary>The task's text, a block of Snowflake Scripting. Its objects are those of the task's schema.</summary>
    public static string Text(StackSettings settings) => Text(settings.TableFormat, settings.FirstDay);

    /// <param name="firstDay">The first day of the tables.</param>
    public static string Text(TableFormat format, DateOnly firstDay) => $"""
        BEGIN
          LET names VARCHAR := '';
          LET copying VARCHAR := '';
          -- Lists the markers, and reads none.
          ALTER STAGE {Stage} REFRESH SUBPATH = '{SnapshotMarker.Prefix}';
          ALTER STAGE {Stage} REFRESH SUBPATH = '{PlaysMarker.Prefix}';
          DELETE FROM left_out_files;
          CREATE OR REPLACE TEMPORARY TABLE changed_markers AS
          SELECT
            coalesce(p.marker, l.marker) AS marker,
            p.etag,
            floor((row_number() OVER (ORDER BY coalesce(p.marker, l.marker)) - 1) / {MaxMarkers}) AS batch
          FROM (
            SELECT relative_path AS marker, etag
            FROM DIRECTORY(@{Stage})
            WHERE {IsMarker("relative_path", firstDay)}
          ) p
          FULL JOIN (
            SELECT marker, etag
            FROM loaded_markers
            -- What the bucket no longer has goes, from before the first day too.
            WHERE {IsMarker("marker", firstDay)} OR marker NOT IN (SELECT relative_path FROM DIRECTORY(@{Stage}))
          ) l ON l.marker = p.marker
          WHERE p.etag IS DISTINCT FROM l.etag;

          LET batches CURSOR FOR SELECT DISTINCT batch FROM changed_markers ORDER BY batch;
          FOR one IN batches DO
            LET batch_number INTEGER := one.batch;
            CREATE OR REPLACE TEMPORARY TABLE staged_markers (
              marker VARCHAR, written_at TIMESTAMP_NTZ, content VARIANT);
        {Indented(2, Copy(
            "staged_markers",
            "SELECT METADATA$FILENAME, METADATA$FILE_LAST_MODIFIED, t.$1",
            "TYPE = JSON",
            "SELECT marker AS file_key FROM changed_markers WHERE batch = :batch_number AND etag IS NOT NULL"))}

            CREATE OR REPLACE TEMPORARY TABLE named_files AS
            SELECT
              m.marker,
              m.written_at,
              f.value:"key"::VARCHAR AS file_key,
              f.value:"sha256"::VARCHAR AS sha256,
              f.value:"rows"::INTEGER AS row_count
            FROM staged_markers m,
              LATERAL FLATTEN(INPUT => coalesce(m.content:"tables", array_construct(m.content:"table"))) f
            WHERE m.content:"schema_version" = {SnapshotMarker.CurrentSchema};
            CREATE OR REPLACE TEMPORARY TABLE due_files AS
            SELECT n.*
            FROM named_files n
            LEFT JOIN loaded_files l ON l.file_key = n.file_key AND l.sha256 = n.sha256
            WHERE l.file_key IS NULL;
        {Indented(2, string.Join('\n', Tables.Declared.Select(table => Stages(table, format))))}

            -- The marker is written last: a file that is newer is not the one that it names.
            CREATE OR REPLACE TEMPORARY TABLE wrong_files AS
            SELECT d.marker, d.file_key, d.row_count AS rows_marked, coalesce(s.row_count, 0) AS rows_read
            FROM due_files d
            LEFT JOIN (
              SELECT file_key, count(*) AS row_count, max(written_at) AS written_at
              FROM (
        {Indented(5, string.Join(
            "\nUNION ALL\n",
            Tables.Declared.Select(table => $"SELECT file_key, written_at FROM staged_{table.Name}")))}
              )
              GROUP BY file_key
            ) s ON s.file_key = d.file_key
            WHERE d.row_count <> coalesce(s.row_count, 0) OR s.written_at > d.written_at
            UNION ALL
            SELECT c.marker, c.marker, 0, 0
            FROM changed_markers c
            LEFT JOIN named_files n ON n.marker = c.marker
            WHERE c.batch = :batch_number AND c.etag IS NOT NULL AND n.marker IS NULL;
            DELETE FROM due_files WHERE marker IN (SELECT marker FROM wrong_files);
            DELETE FROM changed_markers WHERE marker IN (SELECT marker FROM wrong_files);
            CREATE OR REPLACE TEMPORARY TABLE replaced_files AS
            SELECT l.file_key
            FROM loaded_files l
            JOIN changed_markers c ON c.marker = l.marker AND c.batch = :batch_number
            LEFT JOIN named_files n ON n.file_key = l.file_key AND n.sha256 = l.sha256
            WHERE n.file_key IS NULL
            UNION
            SELECT file_key FROM due_files;

            BEGIN TRANSACTION;
        {Indented(2, string.Join('\n', Tables.Declared.Select(table => Replaces(table, format))))}
            DELETE FROM loaded_files WHERE file_key IN (SELECT file_key FROM replaced_files);
            INSERT INTO loaded_files (file_key, sha256, marker) SELECT file_key, sha256, marker FROM due_files;
            DELETE FROM loaded_markers WHERE marker IN (SELECT marker FROM changed_markers WHERE batch = :batch_number);
            INSERT INTO loaded_markers (marker, etag)
            SELECT marker, etag FROM changed_markers WHERE batch = :batch_number AND etag IS NOT NULL;
            INSERT INTO due_partitions (partition_name)
            SELECT DISTINCT split_part(file_key, '/', 2) FROM replaced_files;
            INSERT INTO left_out_files (marker, file_key, rows_marked, rows_read)
            SELECT marker, file_key, rows_marked, rows_read FROM wrong_files;
            COMMIT;
          END FOR;

        {Indented(1, Merges())}

          IF (EXISTS (SELECT * FROM left_out_files)) THEN
            DECLARE
              left_out EXCEPTION (-20001, 'Files are not what their markers say: see the table left_out_files.');
            BEGIN
              RAISE left_out;
            END;
          END IF;
        EXCEPTION
          WHEN OTHER THEN
            ROLLBACK;
            RAISE;
        END
        """;

    // The merges of playlists go month by month, and that of plays year by year, as the publication's.
    private static string Merges() => $"""
        {Parts(TablePartition.Day, "yyyy-MM".Length, "day", "days", "")}
        {Indented(1, string.Join('\n', StatementFile.Merges.Select(Merge)))}
          DELETE FROM due_partitions
          WHERE partition_name BETWEEN '{TablePartition.Day.Column}=' || :first_day
            AND '{TablePartition.Day.Column}=' || :last_day;
          COMMIT;
        END FOR;

        {Parts(TablePartition.Month, "yyyy".Length, "month", "months", """

              LET first_day VARCHAR := first_month || '-01';
              LET last_day VARCHAR := TO_CHAR(LAST_DAY(TO_DATE(last_month || '-01', 'YYYY-MM-DD')), 'YYYY-MM-DD');
            """)}
        {Indented(1, Merge(StatementFile.MergeOfPlays))}
          DELETE FROM due_partitions
          WHERE partition_name BETWEEN '{TablePartition.Month.Column}=' || :first_month
            AND '{TablePartition.Month.Column}=' || :last_month;
          COMMIT;
        END FOR;
        """;

    private static string Merge(StatementFile file) => SnowflakeSql.From(file.Name, file.Sql) + ";";

    private static string Parts(TablePartition partition, int groupLength, string unit, string units, string more)
    {
        var start = partition.Column.Length + 2;
        return $"""
            LET parts_of_{units} CURSOR FOR
              SELECT
                substr(min(partition_name), {start}) AS first_{unit},
                substr(max(partition_name), {start}) AS last_{unit}
              FROM due_partitions
              WHERE startswith(partition_name, '{partition.Column}=')
              GROUP BY substr(partition_name, {start}, {groupLength})
              ORDER BY 1;
            FOR part IN parts_of_{units} DO
              LET first_{unit} VARCHAR := part.first_{unit};
              LET last_{unit} VARCHAR := part.last_{unit};{more}
              BEGIN TRANSACTION;
            """;
    }

    private static string Stages(Table table, TableFormat format)
    {
        var columns = string.Join(", ", table.Columns.Select(column => $"{column} VARCHAR"));
        var values = string.Join(", ", table.Columns.Select((column, index) => format == TableFormat.JsonLines
            ? $"t.$1:\"{column}\"::VARCHAR"
            : string.Create(CultureInfo.InvariantCulture, $"t.${index + 1}")));
        return $"""
            CREATE OR REPLACE TEMPORARY TABLE staged_{table.Name} (
              file_key VARCHAR, written_at TIMESTAMP_NTZ, {columns});
            {Copy(
                $"staged_{table.Name}",
                $"SELECT METADATA$FILENAME, METADATA$FILE_LAST_MODIFIED, {values}",
                $"FORMAT_NAME = {Format}",
                $"SELECT file_key FROM due_files "
                    + $"WHERE startswith(file_key, '{table.Prefix}') AND endswith(file_key, '.{format.Name}')")}
            """;
    }

    // COPY takes names as literals alone. It forgets a file after 64 days, and so never decides what is loaded.
    private static string Copy(string table, string select, string format, string files) => $"""
        names := (
          SELECT listagg('''' || file_key || '''', ', ')
          FROM ({files}));
        IF (names <> '') THEN
          copying := 'COPY INTO {table} FROM ('
            || '{select} FROM @{Stage} t'
            || ') FILES = (' || names
            || ') FILE_FORMAT = ({format}) ON_ERROR = SKIP_FILE FORCE = TRUE';
          EXECUTE IMMEDIATE :copying;
        END IF;
        """;

    private static string Replaces(Table table, TableFormat format)
    {
        var columns = string.Join(", ", table.Columns);
        var values = string.Join(", ", table.Columns.Select(column => format == TableFormat.Csv
            ? $@"replace(s.{column}, '\\\\', '\\')"
            : $"s.{column}"));
        return $"""
            DELETE FROM {table.Name} WHERE file_key IN (SELECT file_key FROM replaced_files);
            INSERT INTO {table.Name} ({columns}, {table.Partition.Column}, file_key)
            SELECT {values}, split_part(split_part(s.file_key, '/', 2), '=', 2), s.file_key
            FROM staged_{table.Name} s
            JOIN due_files d ON d.file_key = s.file_key;
            """;
    }

    private static string IsMarker(string column, DateOnly firstDay) => string.Create(
        CultureInfo.InvariantCulture,
        $"startswith({column}, '{PlaysMarker.Prefix}') OR (startswith({column}, '{SnapshotMarker.Prefix}') "
        + $"AND {column} >= '{SnapshotMarker.Prefix}{TablePartition.Day.Column}={firstDay:yyyy-MM-dd}')");

    private static string Indented(int levels, string text)
    {
        var blanks = new string(' ', 2 * levels);
        return blanks + text.ReplaceLineEndings("\n").Replace("\n", $"\n{blanks}", StringComparison.Ordinal)
            .Replace($"\n{blanks}\n", "\n\n", StringComparison.Ordinal);
    }
}
