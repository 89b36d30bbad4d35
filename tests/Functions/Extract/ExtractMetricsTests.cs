namespace Tests.Functions.Extract;

public sealed class ExtractMetricsTests
{
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);
    private static readonly string C = new('C', 22);

    [Fact]
    public async Task A_run_writes_all_metrics_in_one_line()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51), ExtractRun.Playlist('B', 2)]);

        await run.RunAsync(A, B);

        Assert.Single(run.Output.Lines);
        Assert.Equal(
            [
                (Metric(LakeMetrics.SnapshotsComplete), 2, "Count"),
                (Metric(LakeMetrics.SnapshotsWaiting), 0, "Count"),
                (Metric(LakeMetrics.WaitingRuns), 0, "Count"),
                (Metric(LakeMetrics.SnapshotsFailed), 0, "Count"),
                (Metric(LakeMetrics.PlaylistsSettled), 2, "Count"),
                (Metric(LakeMetrics.Entries), 53, "Count"),
                (Metric(LakeMetrics.ApiCalls), run.Spotify.Requests.Count, "Count"),
                (Metric(LakeMetrics.ApiRetries), 0, "Count"),
                (Metric(LakeMetrics.PlaylistsRefused), 0, "Count"),
                (Metric(LakeMetrics.RefreshTokenAge), 100, "None"),
            ],
            run.Output.Values);
    }

    [Fact]
    public async Task Repeated_requests_are_counted()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", 429, retryAfter: "7", times: 1);
        run.Spotify.On("/items", (_, _) => throw new HttpRequestException("connection refused"), times: 1);
        run.Spotify.On("/api/token", 503, times: 1);

        await run.RunAsync(A);

        Assert.Equal([run.Spotify.Requests.Count], run.Output.GetValues(LakeMetrics.ApiCalls));
        Assert.Equal([3], run.Output.GetValues(LakeMetrics.ApiRetries));
    }

    [Fact]
    public async Task A_failed_run_counts_complete_and_failed_snapshots()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);

        await run.FailAsync([A, B, "my favourites"]);

        Assert.Equal([1], run.Output.GetValues(LakeMetrics.SnapshotsComplete));
        Assert.Equal([1], run.Output.GetValues(LakeMetrics.SnapshotsFailed));
        Assert.Equal([1], run.Output.GetValues(LakeMetrics.PlaylistsRefused));
        Assert.Equal([2], run.Output.GetValues(LakeMetrics.PlaylistsSettled));
        Assert.Equal([51], run.Output.GetValues(LakeMetrics.Entries));
    }

    [Fact]
    public async Task Refused_playlists_are_counted_until_a_run_has_read_each_one()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('C', 1)]);

        await run.RunAsync(A, B);
        run.Spotify.On("/playlists/", 429, retryAfter: "60", times: 1);
        run.Invocation.RemainingTime = TimeSpan.FromSeconds(30);
        await run.RunAsync(A, C);
        Assert.Equal([1], run.Output.GetValues(LakeMetrics.PlaylistsRefused));
        run.Invocation.RemainingTime = TimeSpan.FromMinutes(15);
        run.Time.Advance(TimeSpan.FromMinutes(5));
        await run.RunAsync(A, C);

        Assert.Equal([1, 0], run.Output.GetValues(LakeMetrics.PlaylistsRefused));
        Assert.Equal([0, 0, 0], run.Output.GetValues(LakeMetrics.SnapshotsFailed));
    }

    [Fact]
    public async Task A_run_without_its_secrets_counts_every_playlist_as_failed()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values.Clear();

        await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(A, B));

        Assert.Equal([2], run.Output.GetValues(LakeMetrics.SnapshotsFailed));
        Assert.Equal([0], run.Output.GetValues(LakeMetrics.ApiCalls));
        Assert.Empty(run.Output.GetValues(LakeMetrics.RefreshTokenAge));
    }

    [Fact]
    public async Task A_run_without_its_list_writes_metrics()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => run.Handler(run.S3, ExtractRun.Raw).HandleAsync(null, run.Invocation));

        Assert.Equal([0], run.Output.GetValues(LakeMetrics.SnapshotsComplete));
    }

    [Fact]
    public async Task Each_run_of_a_warm_function_counts_from_zero()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 3)]);
        var handler = run.Handler(run.S3, ExtractRun.Raw);
        run.Configure(A);

        await handler.HandleAsync(null, run.Invocation);
        await handler.HandleAsync(null, run.Invocation);

        Assert.Equal([3, 3], run.Output.GetValues(LakeMetrics.Entries));
        Assert.Equal([1, 1], run.Output.GetValues(LakeMetrics.SnapshotsComplete));
    }

    [Fact]
    public async Task Waiting_playlists_are_counted_as_waiting_and_not_as_failed()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/playlists/", 429, retryAfter: "86400");

        await run.RunAsync(A, B);

        Assert.Equal([2], run.Output.GetValues(LakeMetrics.SnapshotsWaiting));
        Assert.Equal([0], run.Output.GetValues(LakeMetrics.SnapshotsFailed));
        Assert.Equal([0], run.Output.GetValues(LakeMetrics.SnapshotsComplete));
    }

    [Theory]
    [InlineData("2026-11-20", 1.25)]
    [InlineData("2026-06-04", 170.25)]
    [InlineData("2026-11-22", 0)]
    public async Task The_refresh_token_is_as_old_as_the_configured_day(string authorizedOn, double days)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.AuthorizedOn = DateOnly.Parse(authorizedOn, null);

        await run.RunAsync(A);

        Assert.Equal([days], run.Output.GetValues(LakeMetrics.RefreshTokenAge));
    }

    [Fact]
    public async Task Without_a_day_the_refresh_token_is_as_old_as_its_parameter()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.LastModified[ExtractRun.TokenParameter] = ExtractRun.FiredAt.AddHours(-36);

        await run.RunAsync(A);

        Assert.Equal([1.5], run.Output.GetValues(LakeMetrics.RefreshTokenAge));
    }

    [Fact]
    public async Task With_client_credentials_no_age_of_a_refresh_token_is_written()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.AsUser = false;
        run.AuthorizedOn = new DateOnly(2026, 11, 20);

        await run.RefuseAsync(A);

        Assert.Single(run.Output.Lines);
        Assert.Empty(run.Output.GetValues(LakeMetrics.RefreshTokenAge));
    }

    [Fact]
    public async Task The_metrics_name_no_playlist()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);

        await run.RunAsync(A, B);

        Assert.DoesNotContain(A, run.Output.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(B, run.Output.Lines[0], StringComparison.Ordinal);
    }

    private static string Metric(string name) => $"SpotifyStack Stack={ExtractRun.Stack} {name}";
}
