namespace Tests.Functions.Transform;

public sealed class TransformMetricsTests
{
    private static readonly byte[] Page = """{"items":[{"track":{"id":"s"}},{"track":null}],"total":2}"""u8.ToArray();

    [Fact]
    public async Task A_snapshot_is_counted_with_the_entries_that_could_not_be_read()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page, Page]);

        await snapshot.RunAsync();

        Assert.Equal(
            [
                ($"SpotifyStack Stack={TransformedSnapshot.Stack} SnapshotsTransformed", 1, "Count"),
                ($"SpotifyStack Stack={TransformedSnapshot.Stack} RejectedRecords", 0, "Count"),
            ],
            snapshot.Output.Values);
    }

    [Fact]
    public async Task Only_snapshots_that_became_tables_count()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        var missing = new RawSnapshot("0000000000000000000000", TransformedSnapshot.Snapshot.Date, "0123456789abcdef");

        await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync(
            TransformedSnapshot.EventOf(
                missing.Manifest,
                TransformedSnapshot.Snapshot.Manifest,
                TransformedSnapshot.Snapshot.Manifest)));

        Assert.Equal([1, 1], snapshot.Output.GetValues(LakeMetrics.SnapshotsTransformed));
        Assert.DoesNotContain(
            snapshot.Output.Lines,
            line => line.Contains(TransformedSnapshot.PlaylistId, StringComparison.Ordinal));
    }
}
