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
}
