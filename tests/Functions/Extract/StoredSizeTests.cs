namespace Tests.Functions.Extract;

/// <summary>No stored object is read further than such an object can be long, whoever wrote it.</summary>
public sealed class StoredSizeTests
{
    private const long Endless = 96 << 20;
    private const long Slack = 1 << 20;

    private static readonly string A = ScriptedRun.Id('A');

    [Fact]
    public async Task A_state_that_is_too_large_is_named_and_counts_as_none()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 120), ScriptedRun.Playlist('B', 1));
        var read = MakeEndless(run, StateZone.Playlist(A));

        var outcomes = await run.RunAsync();

        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Complete, outcome.Kind));
        Assert.InRange(read(), 1, (16 << 20) + Slack);
        AssertNamed(run, StateZone.Playlist(A));
        Assert.StartsWith("{", run.Text(StateZone.Playlist(A)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_of_all_playlists_that_is_too_large_is_named_and_counts_as_none()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 1));
        var read = MakeEndless(run, StateZone.Extract);

        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);

        Assert.InRange(read(), 1, (16 << 20) + Slack);
        AssertNamed(run, StateZone.Extract);
        Assert.StartsWith("{", run.Text(StateZone.Extract), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_playlists_that_is_too_large_fails_the_run_by_name()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 1));
        var read = MakeEndless(run, PlaylistList.Key);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(run.HandleAsync);

        Assert.StartsWith(
            $"s3://{ScriptedRun.Raw}/{PlaylistList.Key}, the list of playlists, cannot be read: "
            + "it is larger than 16 MB. ",
            failure.Message,
            StringComparison.Ordinal);
        Assert.InRange(read(), 1, (16 << 20) + Slack);
    }

    [Fact]
    public async Task A_manifest_that_is_too_large_is_not_repeated()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 1));
        var first = Assert.Single(await run.RunAsync());
        var read = MakeEndless(run, first.Manifest!);
        run.Pass(TimeSpan.FromDays(1));

        var second = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, second.Kind);
        Assert.InRange(read(), 1, (16 << 20) + Slack);
        run.AssertExact(second, run.Spotify[A]);
    }

    [Fact]
    public async Task A_stored_page_that_is_too_large_begins_the_reading_again()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        var page = run.S3.Written.Last(key => key.Contains("/page-", StringComparison.Ordinal));
        // Without its state, the run finds the pages in their folder.
        run.S3.Remove(ScriptedRun.Raw, StateZone.Playlist(A));
        var read = MakeEndless(run, page);

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        Assert.InRange(read(), 1, (8 << 20) + Slack);
        Assert.Contains("-2/", outcome.Manifest, StringComparison.Ordinal);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    private static Func<long> MakeEndless(ScriptedRun run, string key)
    {
        var body = Encoding.UTF8.GetBytes(key);
        var endless = new EndlessStream(Endless);
        run.S3[ScriptedRun.Raw, key] = body;
        run.S3.Opened = opened => opened == body ? endless : new MemoryStream(opened, writable: false);
        return () => endless.Taken;
    }

    private static void AssertNamed(ScriptedRun run, string key) => Assert.Single(
        run.Invocation.Lines,
        $"{{\"event\":\"state refused\",\"detail\":{{\"state\":\"s3://{ScriptedRun.Raw}/{key}\","
        + "\"reason\":\"it is larger than 16 MB: the run goes on as if there were none\"}}");
}
