namespace Tests.Functions.Transform;

/// <summary>No manifest and no marker is read further than such an object can be long, whoever wrote it.</summary>
public sealed class StoredSizeTests
{
    private const long Endless = 96 << 20;
    private const long MaxCount = (16 << 20) + (1 << 20);

    private static readonly byte[] Page = """{"items":[{"track":{"id":"s"}}],"total":1}"""u8.ToArray();

    [Fact]
    public async Task A_manifest_that_is_too_large_is_refused_by_name()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        var read = MakeEndless(snapshot, TransformedSnapshot.Raw, TransformedSnapshot.Snapshot.Manifest);

        var failure = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.Contains(
            $"s3://{TransformedSnapshot.Raw}/{TransformedSnapshot.Snapshot.Manifest}",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("larger than 16 MB", failure.Message, StringComparison.Ordinal);
        Assert.InRange(read(), 1, MaxCount);
        Assert.Empty(snapshot.S3.Written);
    }

    [Fact]
    public async Task A_marker_that_is_too_large_is_ignored_and_replaced()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page]);
        var key = SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId);
        var read = MakeEndless(snapshot, TransformedSnapshot.Processed, key);

        await snapshot.RunAsync();

        Assert.InRange(read(), 1, MaxCount);
        Assert.Equal(
            TransformedSnapshot.Snapshot.Manifest,
            SnapshotMarker.Parse(snapshot.S3[TransformedSnapshot.Processed, key]).Manifest);
    }

    private static Func<long> MakeEndless(TransformedSnapshot snapshot, string bucket, string key)
    {
        var body = Encoding.UTF8.GetBytes(key);
        var endless = new EndlessStream(Endless);
        snapshot.S3[bucket, key] = body;
        snapshot.S3.Opened = opened => opened == body ? endless : new MemoryStream(opened, writable: false);
        return () => endless.Taken;
    }
}
