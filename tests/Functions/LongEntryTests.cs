using Functions.Repair;
using Tests.Functions.Extract;
using Twin.Spotify.Playlists;

namespace Tests.Functions;

/// <summary>An entry above 4 MB through all three handlers over HTTP: the extraction stores it, the transformation and
/// the reconciliation refuse its snapshot by name, and nothing is lost.</summary>
public sealed class LongEntryTests
{
    private const string Fault = "the page cannot be read: its entry 1, counted from 0, has more than 4194304 bytes";

    [Fact]
    public async Task A_snapshot_with_an_entry_above_4_MB_is_stored_and_refused_by_name()
    {
        var playlist = ExtractRun.Playlist('A', 3);
        await using var lake = await TwinLake.StartAsync([playlist.Id]);
        var manifest = await ExtractAsync(
            lake, playlist with { Entries = [playlist.Entries[0], LongEntry(), playlist.Entries[2]] });
        var raw = await lake.RawObjectsAsync();

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => TransformAsync(lake, manifest));
        var reconciled = await Assert.ThrowsAsync<InvalidOperationException>(() => ReconcileAsync(lake));

        Assert.True(RawSnapshot.TryParseManifest(manifest, out var snapshot));
        Assert.Equal(
            $"s3://{TwinLake.Raw}/{snapshot.Page(0)}: {Fault}. This snapshot gives no tables.", refusal.Message);
        Assert.Contains(refusal.Message, reconciled.Message, StringComparison.Ordinal);
        Assert.Equal(raw, await lake.RawObjectsAsync());
        Assert.Contains(raw, stored => stored.Value.Length > RawPageReader.MaxEntryLength);
        Assert.Equal(0, (await lake.S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = TwinLake.Processed }, Cancel)).KeyCount ?? 0);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ReadOnlyMemory<byte> LongEntry() => Encoding.UTF8.GetBytes(
        $$$"""{"item":{"type":"track","id":"{{{new string('L', 22)}}}","name":"{{{new string('x', 5 << 20)}}}"}}""");

    private static async Task<string> ExtractAsync(TwinLake lake, SandboxPlaylist playlist)
    {
        await using var run = await ExtractRun.StartAsync([playlist]);
        var report = await run.Handler(lake.S3, TwinLake.Raw)
            .HandleAsync(new ScheduledEvent(lake.Clock.GetUtcNow()), run.Invocation);
        var outcome = Assert.Single(report.Playlists);
        Assert.Equal((OutcomeKind.Complete, 3), (outcome.Kind, outcome.Entries));
        return outcome.Manifest!;
    }

    private static Task<TransformReport> TransformAsync(TwinLake lake, string manifest) =>
        new TransformHandler(
                new TransformSettings(ExtractRun.Stack, TwinLake.Processed), lake.S3, Stream.Null, TimeProvider.System)
            .HandleAsync(TransformedSnapshot.EventOf(TwinLake.Raw, [manifest]), new LambdaInvocation());

    private static Task<RepairReport> ReconcileAsync(TwinLake lake) =>
        new RepairHandler(
                new RepairSettings(ExtractRun.Stack, TwinLake.Raw, TwinLake.Processed),
                lake.S3,
                Stream.Null,
                TimeProvider.System)
            .HandleAsync(new RepairEvent(Time: lake.Clock.GetUtcNow().AddHours(1)), new LambdaInvocation());
}
