using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Aws.Athena;

public sealed class IcebergStorageTests
{
    private const string Count = "SELECT count(*) FROM days";

    [Fact]
    public async Task A_table_is_empty_from_the_start_and_has_no_objects()
    {
        await using var lake = await IcebergLake.StartAsync();
        Assert.Equal("0", await lake.RowsAsync(Count));
        Assert.Empty(lake.Keys());
    }

    [Fact]
    public async Task A_write_stores_the_partitions_that_change_and_the_metadata_last()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Insert("a", "2026-10-31"));
        await lake.RunAsync(Insert("b", "2026-11-01"));
        await lake.RunAsync("UPDATE days SET entries = 2 WHERE playlist_id = 'b'");
        Assert.Equal(
            [
                "data/snapshot_date_month=2026-10/00001-00001.parquet",
                "data/snapshot_date_month=2026-11/00002-00001.parquet",
                "data/snapshot_date_month=2026-11/00003-00001.parquet",
                "metadata/00001.json",
                "metadata/00002.json",
                "metadata/00003.json",
            ],
            lake.Keys());
        using var metadata = JsonDocument.Parse(lake.Read("metadata/00003.json"));
        Assert.Equal("UPDATE", metadata.RootElement.GetProperty("operation").GetString());
        Assert.Equal(
            [
                IcebergLake.Prefix + "data/snapshot_date_month=2026-10/00001-00001.parquet",
                IcebergLake.Prefix + "data/snapshot_date_month=2026-11/00003-00001.parquet",
            ],
            metadata.RootElement.GetProperty("files").EnumerateArray()
                .Select(file => file.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task The_state_of_a_table_is_read_back_from_its_objects()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Insert("a", "2026-10-31"));
        await lake.RunAsync(Insert("b", "2026-11-01"));
        await lake.RunAsync("DELETE FROM days WHERE playlist_id = 'a'");
        using var engine = AthenaEngine.Open(lake.Catalog, lake.Root, lake.Clock);
        var result = engine.Execute(
            "SELECT playlist_id, snapshot_date, entries, extracted_at, is_public, share, rank FROM days",
            IcebergLake.Database,
            TestContext.Current.CancellationToken);
        Assert.Equal(["b", "2026-11-01", "1", "2026-11-01 01:02:03.000", "true", "0.5", "7"], result.Texts(0));
        Assert.Single(result.Rows);
    }

    [Fact]
    public async Task A_field_that_is_added_later_is_null_in_older_files()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Insert("a", "2026-10-31"));
        var table = lake.Catalog.Find(IcebergLake.Database, "days")!;
        var fields = table.Iceberg!.Fields.Add(new IcebergField(8, "added", "string", Required: false))
            .RemoveAll(field => field.Name == "rank");
        lake.Catalog.Put(IcebergLake.Database, table with
        {
            Columns = [.. fields.Select(field => new CatalogColumn(field.Name, IcebergTypes.InHive(field.Type)))],
            Iceberg = table.Iceberg with { Fields = fields },
        });
        await lake.RunAsync("INSERT INTO days (playlist_id, added) VALUES ('b', 'x')");
        using var engine = AthenaEngine.Open(lake.Catalog, lake.Root, lake.Clock);
        var result = engine.Execute(
            "SELECT playlist_id, added FROM days ORDER BY playlist_id",
            IcebergLake.Database,
            TestContext.Current.CancellationToken);
        Assert.Equal([["a", null], ["b", "x"]], result.Rows.Select(row => row.ToArray()));
    }

    [Fact]
    public async Task An_insert_adds_a_file_and_OPTIMIZE_makes_one_of_several()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Insert("a", "2026-11-01"));
        await lake.RunAsync(Insert("b", "2026-11-02"));
        await lake.RunAsync(Insert("c", "2026-10-02"));
        await lake.RunAsync("OPTIMIZE days REWRITE DATA USING BIN_PACK WHERE snapshot_date < date '2026-11-01'");
        Assert.Equal(3, lake.Keys("metadata/").Count());
        await lake.RunAsync("OPTIMIZE days REWRITE DATA USING BIN_PACK");
        Assert.Contains("data/snapshot_date_month=2026-11/00004-00001.parquet", lake.Keys());
        Assert.Equal("3", await lake.RowsAsync(Count));
    }

    [Fact]
    public async Task VACUUM_deletes_what_no_snapshot_of_the_last_days_refers_to()
    {
        await using var lake = await IcebergLake.StartAsync();
        await lake.RunAsync(Insert("a", "2026-11-01"));
        await lake.RunAsync("UPDATE days SET entries = 2");
        await lake.RunAsync("VACUUM days");
        Assert.Equal(4, lake.Keys().Count());

        lake.Clock.AdvanceTo(lake.Clock.GetUtcNow().AddDays(6));
        await lake.RunAsync("VACUUM days");
        Assert.Equal(["data/snapshot_date_month=2026-11/00002-00001.parquet", "metadata/00002.json"], lake.Keys());
        Assert.Equal("1", await lake.RowsAsync(Count));
    }

    [Fact]
    public async Task VACUUM_without_permission_to_delete_succeeds_deletes_nothing_and_says_so()
    {
        await using var lake = await IcebergLake.StartAsync(denied: "s3:DeleteObject");
        await lake.RunAsync(Insert("a", "2026-11-01"));
        await lake.RunAsync("UPDATE days SET entries = 2");
        lake.Clock.AdvanceTo(lake.Clock.GetUtcNow().AddDays(6));
        await lake.RunAsync("VACUUM days");
        Assert.Equal(4, lake.Keys().Count());
        Assert.Contains(lake.Timeline.Entries, entry => entry.Text.Contains(
            "VACUUM days succeeded and left 2 objects", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "athena:StartQueryExecution",
        "athena:StartQueryExecution on resource: arn:aws:athena:eu-central-1:123456789012:workgroup/publish")]
    [InlineData("glue:GetTable", "glue:GetTable")]
    [InlineData("glue:UpdateTable", "glue:UpdateTable on resource: arn:aws:glue:eu-central-1:123456789012:catalog")]
    [InlineData("s3:PutObject", "Permission denied on S3 path: s3://lake-processed/analytics/days/")]
    [InlineData("s3:ListBucket", "Permission denied on S3 path: s3://lake-processed/new_days/")]
    [InlineData("s3:GetObject", "Permission denied on S3 path: s3://lake-processed/new_days/")]
    public async Task A_write_that_the_caller_may_not_do_changes_nothing(string denied, string expected)
    {
        await using var lake = await IcebergLake.StartAsync(denied);
        Assert.Contains(
            expected,
            await lake.RefusalOfAsync("INSERT INTO days (playlist_id) SELECT playlist_id FROM new_days"),
            StringComparison.Ordinal);
        Assert.Empty(lake.Keys());
    }

    [Fact]
    public async Task The_result_of_an_execution_is_kept_and_stored_in_the_location_of_its_work_group()
    {
        await using var lake = await IcebergLake.StartAsync();
        var result = await lake.RunAsync(Count);
        Assert.Equal(result.WithoutScans(), lake.Athena.GetResults(result.ExecutionId!, lake.Caller));
        Assert.Throws<AthenaException>(() => lake.Athena.GetResults("other", lake.Caller));
        Assert.Equal("\"_col0\"\n\"0\"\n", File.ReadAllText(
            Path.Combine(lake.Root, "lake-results", "results", $"{result.ExecutionId}.csv")));
    }

    [Fact]
    public async Task A_write_opens_at_most_100_partitions()
    {
        await using var lake = await IcebergLake.StartAsync();
        const string Months = "INSERT INTO days (snapshot_date) SELECT date_add('month', n, date '2001-01-01') "
            + "FROM UNNEST(sequence(1, {0})) AS t(n)";
        await lake.RunAsync(Months.Replace("{0}", "100", StringComparison.Ordinal));
        Assert.StartsWith(
            "ICEBERG_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions",
            await lake.RefusalOfAsync(Months.Replace("{0}", "101", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Equal("100", await lake.RowsAsync(Count));
    }

    private static string Insert(string playlist, string day) =>
        $"INSERT INTO days VALUES ('{playlist}', date '{day}', 1, timestamp '{day} 01:02:03', true, 5e-1, 7)";
}
