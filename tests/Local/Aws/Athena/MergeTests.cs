namespace Tests.Local.Aws.Athena;

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

    private const string All = "SELECT playlist_id, snapshot_date, entries FROM days ORDER BY snapshot_date, playlist_id";

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
}
