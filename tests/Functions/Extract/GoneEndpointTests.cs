namespace Tests.Functions.Extract;

/// <summary>A removed endpoint is found out: Spotify has removed <c>/tracks</c> for most apps, and may answer 429 with
/// a long wait.</summary>
public sealed class GoneEndpointTests
{
    private static readonly string A = ScriptedRun.Id('A');
    private static readonly string B = ScriptedRun.Id('B');

    [Fact]
    public async Task An_open_reading_by_a_removed_endpoint_is_begun_again_after_one_run()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        run.Spotify.Have("items");
        run.Spotify.OnGone = () => ScriptedSpotify.Error(429, "Too many requests", "3600");
        run.Pass(TimeSpan.FromDays(1));
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.True(outcome.Kind == OutcomeKind.Complete, outcome.ToString());
        Assert.Equal("items", run.Manifest(outcome).Endpoint);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Fact]
    public async Task A_reading_by_the_only_endpoint_continues_without_requesting_stored_pages()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 600));
        run.Spotify.OnRequest = address => address.Contains("offset=400", StringComparison.Ordinal)
            ? ScriptedSpotify.Error(429, "Too many requests", "3600")
            : null;
        Assert.Equal(OutcomeKind.Waiting, Assert.Single(await run.RunAsync()).Kind);
        var stored = run.Objects("raw/").Count;
        run.Spotify.OnRequest = _ => null;
        run.Spotify.Forget();
        run.Pass(TimeSpan.FromHours(2));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, 6), (outcome.Kind, outcome.Pages));
        Assert.Equal(6 - stored, run.Spotify.Count("/tracks"));
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Fact]
    public async Task A_playlist_that_is_not_found_makes_no_other_wait_for_the_removed_endpoint()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 10), ScriptedRun.Playlist('B', 10));
        await run.RunAsync();
        run.Spotify.OnRequest = address =>
            address.Contains("/tracks", StringComparison.Ordinal)
                ? ScriptedSpotify.Error(429, "Too many requests", "86400")
                : address.Contains($"{A}/items", StringComparison.Ordinal)
                    ? ScriptedSpotify.Error(404, "Resource not found")
                    : null;

        var outcomes = await NextDayAsync(run);
        var later = await NextDayAsync(run);

        Assert.All(
            [outcomes, later],
            seen => Assert.Equal(
                [OutcomeKind.NotFound, OutcomeKind.Complete], seen.Select(outcome => outcome.Kind)));
    }

    /// <summary>Runs on the next day, after all playlists have changed.</summary>
    private static async Task<IReadOnlyList<PlaylistOutcome>> NextDayAsync(ScriptedRun run)
    {
        run.Pass(TimeSpan.FromDays(1));
        foreach (var id in (string[])[A, B])
        {
            run.Spotify[id] = run.Spotify[id] with { Version = run.Spotify[id].Version + 1 };
        }

        return await run.RunAsync();
    }

    [Theory]
    [InlineData("BCDA", true)]
    [InlineData("AB", false)]
    [InlineData("AB", true)]
    [InlineData("AEB", true)]
    public async Task A_removed_tracks_endpoint_delays_all_playlists_by_one_run(string letters, bool isChangedAtOnce)
    {
        using var run = ScriptedRun.Legacy(
            letters.Select(letter => ScriptedRun.Playlist(letter, letter is 'A' or 'E' ? 300 : 10)));
        await run.BreakAsync();
        run.Spotify.Have("items");
        run.Spotify.OnGone = () => ScriptedSpotify.Error(429, "Too many requests", "3600");
        run.Pass(TimeSpan.FromDays(1));
        if (isChangedAtOnce)
        {
            Change();
        }

        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));
        Change();

        Assert.All(await run.RunAsync(), outcome =>
        {
            Assert.True(outcome.Kind == OutcomeKind.Complete, outcome.ToString());
            run.AssertExact(outcome, run.Spotify[outcome.Playlist]);
        });

        void Change()
        {
            foreach (var id in letters.Where(letter => letter is not ('A' or 'E')).Select(ScriptedRun.Id))
            {
                run.Spotify[id] = run.Spotify[id] with { Version = run.Spotify[id].Version + 1 };
            }
        }
    }
}
