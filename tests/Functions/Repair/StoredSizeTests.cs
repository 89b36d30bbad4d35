using Functions.Repair;

namespace Tests.Functions.Repair;

/// <summary>No stored object is read further than such an object can be long, whoever wrote it.</summary>
public sealed class StoredSizeTests
{
    private const string Id = "20261121-120000-abcd";
    private const long Slack = 1 << 20;

    private static readonly DateOnly Day = RepairLake.Today.AddDays(-1);

    [Fact]
    public async Task A_manifest_that_is_too_large_fails_by_name_and_the_others_are_repaired()
    {
        await using var lake = await RepairLake.StartAsync();
        var one = await lake.StoreAsync(RepairLake.One, Day);
        var two = await lake.StoreAsync(RepairLake.Two, Day);
        using var s3 = Endless(lake, one.Manifest);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => lake.ReconcileAsync());

        Assert.Contains(
            $"s3://{TwinLake.Raw}/{one.Manifest}: the manifest cannot be read: it is larger than 16 MB",
            failure.Message,
            StringComparison.Ordinal);
        AssertBounded(s3, 16 << 20);
        Assert.Equal("song", await lake.SongAsync(two));
    }

    [Fact]
    public async Task A_manifest_that_is_too_large_is_tried_after_the_others_of_its_day()
    {
        await using var lake = await RepairLake.StartAsync();
        var one = await lake.StoreAsync(RepairLake.One, Day);
        var large = await lake.StoreAsync(RepairLake.One, Day, "later", "18:00:00");
        using var s3 = Endless(lake, large.Manifest);

        var report = await lake.ReconcileAsync();

        AssertBounded(s3, 16 << 20);
        Assert.Equal(one.Manifest, Assert.Single(report.Repaired).Manifest);
    }

    [Fact]
    public async Task A_table_that_is_too_large_counts_as_damaged()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.TransformAsync(await lake.StoreAsync(RepairLake.One, Day));
        using var s3 = Endless(lake, Tables.Songs.Key(Day, RepairLake.One));

        var shown = await AskAsync(lake, RepairEvent.ShadowStep);

        // The hash is taken of the stream, whatever its length.
        Assert.InRange(s3.Read.Last(), 1, (64 << 20) + Slack);
        Assert.Equal((1, 0), (shown.Changed, shown.Failed));
        Assert.Equal(new RowCounts(1, 0, 0), shown.Rows[Tables.Songs.Name]);
    }

    [Fact]
    public async Task A_result_of_a_replay_that_is_too_large_fails_by_name()
    {
        await using var lake = await RepairLake.StartAsync();
        await lake.StoreAsync(RepairLake.One, Day);
        await AskAsync(lake, RepairEvent.ShadowStep);
        var key = ReplayZone.Shown(Id, TablePlace.Of(Day, RepairLake.One));
        using var s3 = Endless(lake, key);

        var promoted = await AskAsync(lake, RepairEvent.PromoteStep);

        Assert.Equal(
            $"s3://{TwinLake.Processed}/{key}: it is larger than 16 MB",
            Assert.Single(promoted.Failures).Split(',')[0]);
        AssertBounded(s3, 16 << 20);
    }

    private static EndlessS3 Endless(RepairLake lake, string key)
    {
        var s3 = lake.Lake.Client((credentials, config) => new EndlessS3(credentials, config) { Key = key });
        lake.S3 = s3;
        return s3;
    }

    private static void AssertBounded(EndlessS3 s3, long limit)
    {
        Assert.NotEmpty(s3.Read);
        Assert.All(s3.Read, read => Assert.InRange(read, 1, limit + Slack));
    }

    private static async Task<ReplayReport> AskAsync(RepairLake lake, string step) =>
        (await lake.RunAsync(new RepairEvent(
            Action: RepairEvent.ReplayAction, Step: step, Id: Id, From: Day, To: Day))).Replayed!;
}
