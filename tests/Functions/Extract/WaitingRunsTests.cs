namespace Tests.Functions.Extract;

/// <summary>A waiting playlist is no failure, and its number of runs is a metric.</summary>
public sealed class WaitingRunsTests
{
    private const string WaitingRuns = "WaitingRuns";

    [Fact]
    public async Task Runs_in_a_row_that_end_waiting_are_counted()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 100), ScriptedRun.Playlist('B', 10));
        await run.RunAsync();
        run.Spotify[ScriptedRun.Id('A')] = run.Spotify[ScriptedRun.Id('A')] with { Version = 2 };
        run.Spotify.OnRequest = address => address.Contains("offset=50", StringComparison.Ordinal)
            ? ScriptedSpotify.Error(429, "Too many requests", "3600")
            : null;
        for (var day = 1; day <= 3; day++)
        {
            run.Pass(TimeSpan.FromDays(1));
            await run.RunAsync();
        }

        run.Spotify.OnRequest = _ => null;
        run.Pass(TimeSpan.FromDays(1));
        await run.RunAsync();

        Assert.Equal([0, 1, 2, 3, 0], run.Output.GetValues(WaitingRuns));
    }

    // 51 entries are two pages, so that each playlist takes four requests, as in docs/cost.md. After those that waited,
    // the second firing has no time for all of the others, although they have not changed.
    [Fact]
    public async Task Two_thousand_playlists_are_read_by_three_firings_an_hour_apart()
    {
        var playlists = Enumerable.Range(0, 2000)
            .Select(number => ExtractRun.Playlist('A', 51) with { Id = $"{number:D22}" })
            .ToArray();
        string[] ids = [.. playlists.Select(playlist => playlist.Id)];
        await using var run = await ExtractRun.StartAsync(playlists);
        var firings = new List<ILookup<bool, string>>();
        for (var firing = 0; firing < 3; firing++)
        {
            var firedAt = ExtractRun.FiredAt.AddHours(firing);
            run.Time.Advance(firedAt - run.Time.GetUtcNow());
            run.Invocation.Remaining = () => firedAt.AddMinutes(15) - run.Time.GetUtcNow();
            var report = await run.RunAsync(new ScheduledEvent(firedAt), ids);
            firings.Add(report.Playlists.ToLookup(outcome => outcome.IsComplete, outcome => outcome.Playlist));
        }

        Assert.NotEmpty(firings[0][false]);
        Assert.Subset(firings[1][true].ToHashSet(), firings[0][false].ToHashSet());
        Assert.Empty(firings[2][false]);
        Assert.Equal([1, 1, 0], run.Output.GetValues(WaitingRuns));
    }
}
