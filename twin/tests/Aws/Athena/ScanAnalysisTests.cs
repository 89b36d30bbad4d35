using Twin.Aws.Athena.Scans;

namespace Twin.Tests.Aws.Athena;

/// <summary>The files and columns that a statement reads, as Athena would plan it.</summary>
public sealed class ScanAnalysisTests(ScannedLake lake) : IClassFixture<ScannedLake>
{
    private const string Week = "snapshot_date >= CAST(current_date - INTERVAL '7' DAY AS varchar)";

    // Each reading: the table, the number of its files, the days to which it is bounded, and the columns.
    [Theory]
    [InlineData("SELECT playlist_id FROM new_days", "new_days 3 files, playlist_id")]
    [InlineData(
        $"SELECT playlist_id FROM new_days WHERE {Week}",
        "new_days 2 files of 8 days, playlist_id snapshot_date")]
    [InlineData(
        "SELECT 1 FROM new_days WHERE snapshot_date = '2026-11-01'",
        "new_days 1 files of 1 days, snapshot_date")]
    [InlineData(
        "SELECT 1 FROM new_days WHERE '2026-11-21' < snapshot_date",
        "new_days 1 files of 2 days, snapshot_date")]
    [InlineData("SELECT 1 FROM new_days WHERE snapshot_date < '2026-11-02'", "new_days 1 files, snapshot_date")]
    [InlineData(
        "SELECT 1 FROM new_days WHERE snapshot_date BETWEEN '2026-11-01' AND '2026-11-20' AND entries <> ''",
        "new_days 2 files of 20 days, entries snapshot_date")]
    [InlineData(
        "SELECT 1 FROM new_days WHERE snapshot_date IN ('2026-11-20', '2026-11-22')",
        "new_days 2 files of 3 days, snapshot_date")]
    // A condition of OR bounds nothing.
    [InlineData(
        "SELECT 1 FROM new_days WHERE snapshot_date = '2026-11-01' OR entries = '1'",
        "new_days 3 files, entries snapshot_date")]
    // A WITH is read each time that it is named, with the conditions and the columns of each place.
    [InlineData(
        $"WITH d AS (SELECT * FROM new_days) SELECT count(*) FROM d a JOIN d b USING (playlist_id) WHERE a.{Week}",
        "new_days 2 files of 8 days, playlist_id snapshot_date; new_days 3 files, playlist_id")]
    [InlineData(
        "WITH d AS (SELECT playlist_id AS p, snapshot_date AS day, entries FROM new_days) SELECT p FROM "
        + "d WHERE day = '2026-11-22'",
        "new_days 1 files of 1 days, playlist_id snapshot_date")]
    // An equal column is bounded too, on the side of a join that keeps only matching rows.
    [InlineData(
        $"SELECT a.entries FROM new_days a JOIN new_days b ON b.snapshot_date = a.snapshot_date WHERE a.{Week}",
        "new_days 2 files of 8 days, entries snapshot_date; new_days 2 files of 8 days, snapshot_date")]
    [InlineData(
        "SELECT 1 FROM new_days a LEFT JOIN new_days b ON b.snapshot_date = a.snapshot_date AND "
        + "a.snapshot_date = '2026-11-22'",
        "new_days 3 files, snapshot_date; new_days 3 files, snapshot_date")]
    [InlineData(
        "SELECT 1 FROM (SELECT snapshot_date, count(*) AS n FROM new_days GROUP BY snapshot_date) WHERE "
        + "snapshot_date = '2026-11-22' AND n > 1",
        "new_days 1 files of 1 days, snapshot_date")]
    [InlineData(
        "SELECT 1 FROM (SELECT snapshot_date, lag(entries) OVER (ORDER BY entries) AS n FROM new_days) "
        + "WHERE snapshot_date = '2026-11-22'",
        "new_days 3 files, snapshot_date")]
    [InlineData(
        "SELECT playlist_id FROM days WHERE snapshot_date >= current_date - INTERVAL '30' DAY AND "
        + "playlist_id IN (SELECT playlist_id FROM new_days)",
        "new_days 3 files, playlist_id; days 1 files of 31 days, playlist_id snapshot_date")]
    [InlineData("SELECT * FROM days", "days 2 files, *")]
    [InlineData("SELECT max(entries) FROM days WHERE entries > 100", "days 0 files, entries")]
    [InlineData(
        "SELECT playlist_id FROM days WHERE snapshot_date = date '2026-10-05' UNION ALL SELECT 'x'",
        "days 1 files of 1 days, playlist_id snapshot_date")]
    public void A_query_reads_the_files_and_columns_that_it_needs(string sql, string expected) =>
        Assert.Equal(expected, string.Join("; ", lake.Scans(sql).Select(Described)));

    [Fact]
    public void A_query_of_an_Iceberg_table_reads_the_bytes_of_its_columns_only()
    {
        var all = Assert.Single(lake.Scans("SELECT * FROM days")).Bytes;
        var one = Assert.Single(lake.Scans("SELECT playlist_id FROM days")).Bytes;
        Assert.InRange(one, 1, all / 2);
        Assert.Equal(0, Assert.Single(lake.Scans("SELECT count(*) FROM days")).Bytes);
    }

    [Fact]
    public async Task A_merge_reads_its_source_and_the_rows_of_its_target_and_writes_a_commit()
    {
        await using var own = await IcebergLake.StartAsync();
        const string Merge = """
            MERGE INTO days t USING (SELECT playlist_id FROM new_days WHERE snapshot_date = '2026-11-01') s
            ON t.playlist_id = s.playlist_id AND t.snapshot_date BETWEEN date '2026-11-01' AND date '2026-11-01'
            WHEN NOT MATCHED THEN INSERT (playlist_id, snapshot_date) VALUES (s.playlist_id, date '2026-11-01')
            """;
        await own.RunAsync(Merge);
        await own.RunAsync(Merge);
        long Sum(string operation) => own.Usage.Sum(
            AthenaUsage.Service, operation, IcebergLake.WorkGroup, "MERGE days");
        Assert.Equal(2, Sum(AthenaUsage.Statement));
        Assert.Equal(2, Sum(AthenaUsage.Within(AthenaUsage.TablesRead, 1)));
        Assert.Equal(2, Sum(AthenaUsage.Within(AthenaUsage.PartitionsListed, 1)));
        Assert.Equal(2, Sum(AthenaUsage.Within(AthenaUsage.IcebergTablesRead, 1)));
        Assert.Equal(1, Sum(AthenaUsage.Within(AthenaUsage.IcebergFilesScanned, 1)));
        Assert.Equal(1, Sum(AthenaUsage.Commits));
        Assert.Equal(1, Sum(AthenaUsage.FilesWritten));
    }

    private static string Described(ScannedFiles files)
    {
        var days = files.Days is { } bound ? string.Create(CultureInfo.InvariantCulture, $" of {bound} days") : "";
        var columns = files.Scan.Columns is { } names ? string.Join(' ', names.Order(StringComparer.Ordinal)) : "*";
        return string.Create(
            CultureInfo.InvariantCulture, $"{files.Scan.Table.Table.Name} {files.Keys.Length} files{days}, {columns}");
    }
}
