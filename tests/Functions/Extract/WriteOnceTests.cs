using Amazon.Runtime;
using Twin.Spotify.Configuration;

namespace Tests.Functions.Extract;

/// <summary>The raw zone's objects never change, with S3's real client and the twin's S3.</summary>
public sealed class WriteOnceTests
{
    private static readonly string A = new('A', 22);

    private static readonly RawSnapshot Snapshot =
        new(A, DateOnly.FromDateTime(ExtractRun.FiredAt.UtcDateTime), RawSnapshot.HashOf("AAAA+/="));

    [Fact]
    public async Task A_second_run_of_the_day_changes_no_object()
    {
        await using var run = await StartAsync();
        await using var lake = await TwinLake.StartAsync(A);
        await RunAsync(run, lake.S3);
        var first = await lake.RawObjectsAsync();

        run.SetDay(1);
        var second = await RunAsync(run, lake.S3, later: TimeSpan.FromHours(6));

        Assert.Equal(
            (OutcomeKind.Unchanged, 101, 2, Snapshot.Manifest),
            (second.Kind, second.Entries, second.Pages, second.Manifest));
        Assert.Equal([Snapshot.Manifest, Snapshot.Page(0), Snapshot.Page(1)], first.Keys);
        Assert.Equal(first, await lake.RawObjectsAsync());
    }

    [Fact]
    public async Task A_stored_page_counts_and_not_the_one_of_now()
    {
        await using var run = await StartAsync();
        run.S3.RefusedEnd = RawSnapshot.PageName(1);
        await run.FailAsync(A);
        run.S3.RefusedEnd = null;
        run.S3.Remove(ExtractRun.Raw, StateZone.Playlist(A));
        run.SetDay(1);

        var manifest = run.Manifest(Assert.Single((await run.RunAsync(A)).Playlists));

        var stored = run.S3[ExtractRun.Raw, Snapshot.Page(0)];
        Assert.Contains("\"popularity\":98", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        Assert.Equal(ManifestPage.Of(0, 0, 100, stored), manifest.Pages[0]);
    }

    [Fact]
    public async Task A_write_that_conflicts_with_another_one_is_repeated_once()
    {
        await using var run = await StartAsync();
        await using var lake = await TwinLake.StartAsync(A);
        using var once = lake.Client((credentials, config) => new ContestedS3(credentials, config, conflicts: 1));
        using var twice = lake.Client((credentials, config) => new ContestedS3(credentials, config, conflicts: 2));

        var failure = await Assert.ThrowsAsync<ExtractionFailedException>(() => RunAsync(run, twice));

        Assert.Contains("ConditionalRequestConflict", failure.Message, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Complete, (await RunAsync(run, once)).Kind);
    }

    /// <summary>The playlist of a day. Only the popularity changes from day to day, which is no edit of the
    /// playlist.</summary>
    private static Task<ExtractRun> StartAsync() => ExtractRun.StartAsync(
        day => [ExtractRun.Playlist('A', 101, popularity: 98 + day)], Era.Legacy);

    private static async Task<PlaylistOutcome> RunAsync(ExtractRun run, AmazonS3Client s3, TimeSpan later = default) =>
        Assert.Single((await run.Handler(s3, TwinLake.Raw)
            .HandleAsync(new ScheduledEvent(ExtractRun.FiredAt + later), run.Invocation)).Playlists);

    /// <summary>A client whose first writes conflict with those of somebody else.</summary>
    private sealed class ContestedS3(AWSCredentials credentials, AmazonS3Config config, int conflicts)
        : AmazonS3Client(credentials, config)
    {
        private int _left = conflicts;

        public override Task<PutObjectResponse> PutObjectAsync(
            PutObjectRequest request, CancellationToken cancellationToken = default) =>
            request.Key.StartsWith(RawSnapshot.Zone, StringComparison.Ordinal) && _left-- > 0
                ? throw new AmazonS3Exception("A conflicting operation occurred.")
                {
                    ErrorCode = "ConditionalRequestConflict",
                    StatusCode = HttpStatusCode.Conflict,
                }
                : base.PutObjectAsync(request, cancellationToken);
    }
}
