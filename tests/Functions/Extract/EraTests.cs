namespace Tests.Functions.Extract;

/// <summary>The endpoint that returns entries is found, remembered, and found again when it changes.</summary>
public sealed class EraTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Fact]
    public async Task The_endpoint_that_works_is_tried_first_from_then_on()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 10), ScriptedRun.Playlist('B', 10));
        await run.RunAsync();
        Assert.Contains("\"endpoint\": \"tracks\"", run.Text(StateZone.Extract), StringComparison.Ordinal);

        run.Spotify.Forget();
        await ChangeAndRunAsync(run);

        Assert.Equal((0, 2), (run.Spotify.Count("/items"), run.Spotify.Count("/tracks")));
    }

    [Fact]
    public async Task A_removed_endpoint_is_replaced_by_the_other()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 60));
        await run.RunAsync();
        run.Spotify.Endpoints.Clear();
        run.Spotify.Endpoints["items"] = 50;
        run.Spotify.OnGone = () => ScriptedSpotify.Error(403, "Forbidden");

        var outcome = await ChangeAndRunAsync(run);

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        Assert.Equal("items", run.Manifest(outcome).Endpoint);
        Assert.Contains("\"endpoint\": \"items\"", run.Text(StateZone.Extract), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_endpoint_that_asks_to_wait_delays_one_run_only()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 60));
        await run.RunAsync();
        run.Spotify.Endpoints.Clear();
        run.Spotify.Endpoints["items"] = 50;
        run.Spotify.OnGone = () => ScriptedSpotify.Error(429, "Too many requests", "86400");

        var blocked = await ChangeAndRunAsync(run);
        run.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Waiting, OutcomeKind.Complete), (blocked.Kind, outcome.Kind));
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Fact]
    public async Task A_second_endpoint_that_asks_to_wait_counts_as_removed()
    {
        using var run = new ScriptedRun(
            ScriptedRun.Playlist('A', 10) with { Refusal = (403, "Forbidden") }, ScriptedRun.Playlist('B', 10));
        run.Spotify.OnRequest = address => address.Contains("/tracks", StringComparison.Ordinal)
            ? ScriptedSpotify.Error(429, "Too many requests", "86400")
            : null;

        var outcomes = await run.RunAsync();

        Assert.Equal([OutcomeKind.NotOwned, OutcomeKind.Complete], outcomes.Select(outcome => outcome.Kind));
        Assert.Equal(1, run.Spotify.Count("/tracks"));
    }

    [Fact]
    public async Task A_wait_that_the_only_endpoint_asks_for_is_kept()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 10));
        var asked = 0;
        run.Spotify.OnRequest = address => address.Contains("/tracks", StringComparison.Ordinal) && ++asked == 1
            ? ScriptedSpotify.Error(429, "Too many requests", "3")
            : null;

        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);
    }

    private static async Task<PlaylistOutcome> ChangeAndRunAsync(ScriptedRun run)
    {
        run.Pass(TimeSpan.FromDays(1));
        foreach (var id in PlaylistList.Parse(run.S3[ScriptedRun.Raw, PlaylistList.Key]))
        {
            run.Spotify[id] = run.Spotify[id] with { Version = 2 };
        }

        return (await run.RunAsync())[0];
    }
}
