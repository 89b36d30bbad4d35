namespace Twin.Tests.Aws.Athena;

/// <summary>Statements that change the rows of Iceberg tables, by the rules of Athena's engine 3.</summary>
public sealed class MergeTests
{
    // The source is the full join of the new rows and of the table's rows of those days: what is gone is deleted.
    private const string Publish = """
        MERGE INTO days t
        USING (
          SELECT
            coalesce(n.playlist_id, o.playlist_id) AS playlist_id,
            coalesce(n.snapshot_date, o.snapshot_date) AS snapshot_date,
            n.entries,
            n.playlist_id IS NULL AS is_gone
          FROM (
            SELECT playlist_id, CAST(snapshot_date AS date) AS snapshot_date, CAST(entries AS bigint) AS entries
            FROM new_days
            WHERE snapshot_date = '2026-11-01'
          ) n
          FULL JOIN (SELECT playlist_id, snapshot_date FROM days WHERE snapshot_date = date '2026-11-01') o
            ON o.playlist_id = n.playlist_id AND o.snapshot_date = n.snapshot_date
        ) s
        ON t.playlist_id = s.playlist_id AND t.snapshot_date = s.snapshot_date
        WHEN MATCHED AND s.is_gone THEN DELETE
        WHEN MATCHED THEN UPDATE SET entries = s.entries
        WHEN NOT MATCHED THEN INSERT (playlist_id, snapshot_date, entries)
          VALUES (s.playlist_id, s.snapshot_date, s.entries)
        """;

    private const string All =
        "SELECT playlist_id, snapshot_date, entries FROM days ORDER BY snapshot_date, playlist_id";

    [Fact]
    public async Task A_merge_inserts_updates_and_deletes()
    {
        await using var lake = await IcebergLake.StartAsync();
        Assert.Equal("", await lake.RowsAsync(All));

        Assert.Equal(2, (await lake.RunAsync(Publish)).UpdatedRows);
        Assert.Equal("p1,2026-11-01,10|p2,2026-11-01,20", await lake.RowsAsync(All));

        lake.Write("new_days/snapshot_date=2026-11-01/p.csv", "playlist_id,entries\np1,11\n");
        Assert.Equal(2, (await lake.RunAsync(Publish)).UpdatedRows);
        Assert.Equal("p1,2026-11-01,11", await lake.RowsAsync(All));
    }

    [Fact]
    public async Task A_merge_that_only_adds_rows_to_a_month_leaves_its_files()
    {
        const string data = "data/snapshot_date_month=2026-11/";
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Publish);
        lake.Write("new_days/snapshot_date=2026-11-02/p.csv", "playlist_id,entries\np1,12\n");
        await lake.RunAsync(Publish.Replace("2026-11-01", "2026-11-02", StringComparison.Ordinal));

        Assert.Equal(["00001-00001.parquet", "00002-00001.parquet"], lake.Keys(data).Select(Path.GetFileName));
        Assert.Equal("p1,2026-11-01,10|p2,2026-11-01,20|p1,2026-11-02,12", await lake.RowsAsync(All));
    }

    [Theory]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.playlist_id WHEN NOT MATCHED BY SOURCE THEN DELETE",
        "line 1:86: SYNTAX_ERROR: mismatched input 'BY'")]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.playlist_id WHEN MATCHED THEN UPDATE "
        + "SET (entries = 1)",
        "line 1:98: SYNTAX_ERROR: mismatched input '('. Expecting: a name. Athena takes SET a = x, b = y")]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.playlist_id WHEN MATCHED THEN UPDATE "
        + "SET t.entries = 1",
        "line 1:99: SYNTAX_ERROR: mismatched input '.'")]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.playlist_id WHEN MATCHED THEN UPDATE SET place = 1",
        "line 1:98: COLUMN_NOT_FOUND: Merge column name does not exist in target table: place")]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.id WHEN MATCHED THEN DELETE",
        "line 1:55: COLUMN_NOT_FOUND: Column 's.id' cannot be resolved")]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.playlist_id WHEN NOT MATCHED THEN\n"
        + "INSERT (playlist_id) VALUES (lower(s.playlist_id) || levenshtein('a', 'b'))",
        "line 2:54: the twin does not know the function levenshtein")]
    [InlineData(
        "MERGE INTO days t USING new_days s ON t.playlist_id = s.playlist_id "
        + "WHEN NOT MATCHED THEN INSERT (playlist_id, entries) VALUES (s.playlist_id, s.entries)",
        "TYPE_MISMATCH: MERGE table column types don't match")]
    [InlineData(
        "MERGE INTO new_days t USING days s ON t.playlist_id = s.playlist_id WHEN MATCHED THEN DELETE",
        "line 1:12: NOT_SUPPORTED: MERGE needs an Iceberg table, and new_days is none")]
    [InlineData(
        "MERGE INTO day t USING days s ON t.playlist_id = s.playlist_id WHEN MATCHED THEN DELETE",
        "line 1:12: TABLE_NOT_FOUND: Table 'awsdatacatalog.lake.day' does not exist")]
    [InlineData("DELETE FROM new_days", "line 1:13: NOT_SUPPORTED: DELETE needs an Iceberg table")]
    [InlineData("UPDATE days SET entries = 'x'", "TYPE_MISMATCH: UPDATE table column types")]
    [InlineData("INSERT INTO days (rank) SELECT CAST(entries AS bigint) FROM new_days", "TYPE_MISMATCH: Insert query")]
    [InlineData("INSERT INTO days (entries) VALUES ('1')", "TYPE_MISMATCH: Insert query")]
    [InlineData("INSERT INTO days (playlist_id, playlist_id) VALUES ('a', 'b')", "line 1:32: DUPLICATE_COLUMN_NAME")]
    [InlineData("INSERT INTO days (playlist_id, entries) VALUES ('a')", "TYPE_MISMATCH: Insert query")]
    [InlineData("OPTIMIZE days", "line 1:14: SYNTAX_ERROR: mismatched input '<EOF>'. Expecting: REWRITE")]
    [InlineData(
        "OPTIMIZE days REWRITE DATA USING BIN_PACK WHERE snapshot_date > date '2026-11-01' AND entries = 1",
        "line 1:49: NOT_SUPPORTED: OPTIMIZE takes a condition on partition columns, and entries is none")]
    [InlineData("VACUUM new_days", "line 1:8: NOT_SUPPORTED: VACUUM needs an Iceberg table")]
    [InlineData("VACUUM days days", "line 1:13: SYNTAX_ERROR: mismatched input 'days'. Expecting: <EOF>")]
    [InlineData("DELETE FROM days WHERE levenshtein(playlist_id, 'a') = 1", "line 1:24: the twin does not know")]
    public async Task What_Athena_refuses_is_refused_with_its_position(string sql, string expected)
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Publish);
        Assert.StartsWith(expected, await lake.RefusalOfAsync(sql), StringComparison.Ordinal);
        Assert.Equal("p1,2026-11-01,10|p2,2026-11-01,20", await lake.RowsAsync(All));
    }

    [Fact]
    public async Task A_target_row_that_matches_twice_is_refused_and_changes_nothing()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Publish);
        Assert.Equal(
            "INVALID_ARGUMENTS: One MERGE target table row matched more than one source row",
            await lake.RefusalOfAsync("""
                MERGE INTO days t USING (VALUES ('p1', 1), ('p1', 2)) s(playlist_id, entries)
                ON t.playlist_id = s.playlist_id
                WHEN MATCHED THEN UPDATE SET entries = s.entries
                """));
        Assert.Equal("p1,2026-11-01,10|p2,2026-11-01,20", await lake.RowsAsync(All));
    }

    [Fact]
    public async Task The_first_clause_that_applies_is_taken_and_its_values_are_computed_for_its_rows_only()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Publish);
        await lake.RunAsync("""
            MERGE INTO days AS t
            USING (VALUES ('p1', '5'), ('p2', 'none'), ('p3', '7'), ('p4', 'none'), ('p5', NULL))
              AS s(playlist_id, entries)
            ON t.playlist_id = s.playlist_id
            WHEN MATCHED AND s.entries = 'none' THEN UPDATE SET entries = t.entries + 1, is_public = true
            WHEN MATCHED THEN UPDATE SET entries = CAST(s.entries AS integer)
            WHEN NOT MATCHED AND s.entries <> 'none' THEN
              INSERT (playlist_id, snapshot_date, entries)
              VALUES (s.playlist_id, date '2026-10-31', CASE WHEN s.entries = '7' THEN CAST(s.entries AS bigint) END)
            """);
        Assert.Equal("p3,2026-10-31,7|p1,2026-11-01,5|p2,2026-11-01,21", await lake.RowsAsync(All));
        Assert.Equal("p2", await lake.RowsAsync("SELECT playlist_id FROM days WHERE is_public"));
    }

    [Fact]
    public async Task Rows_are_inserted_updated_and_deleted()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync("""
            INSERT INTO days
            VALUES ('a', date '2026-01-02', 3, timestamp '2026-01-02 03:04:05.123456', true, 0.5e0, 1),
              ('b', date '2026-02-02', 4, NULL, NULL, NULL, NULL)
            """);
        await lake.RunAsync(
            "INSERT INTO lake.days (entries, playlist_id) SELECT CAST(entries AS bigint), playlist_id FROM new_days");
        var updated = await lake.RunAsync("UPDATE days SET share = 1, rank = rank WHERE snapshot_date IS NULL");
        Assert.Equal(2, updated.UpdatedRows);
        Assert.Equal(1, (await lake.RunAsync("DELETE FROM days WHERE playlist_id = 'b'")).UpdatedRows);
        Assert.Equal(
            "a,2026-01-02,3,2026-01-02 03:04:05.123456,true,0.5,1|p1,,10,,,1.0,|p2,,20,,,1.0,",
            await lake.RowsAsync("SELECT * FROM days ORDER BY playlist_id"));
        Assert.Equal(
            ["varchar", "date", "bigint", "timestamp", "boolean", "double", "integer"],
            (await lake.RunAsync("SELECT * FROM days")).Columns.Select(column => column.Type));
    }
}
