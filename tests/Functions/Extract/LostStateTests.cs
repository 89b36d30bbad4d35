namespace Tests.Functions.Extract;

/// <summary>A lost or wrong state costs time, never data, and no page that is in its folder.</summary>
public sealed class LostStateTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Fact]
    public async Task Pages_of_the_same_day_are_found_in_their_folder()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 500));
        await run.BreakAsync("offset=400");
        var stored = run.Objects(RawSnapshot.Zone);
        run.S3.Remove(ScriptedRun.Raw, StateZone.Playlist(A));
        run.S3.Remove(ScriptedRun.Raw, StateZone.Extract);

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
        run.AssertKept(stored);
        Assert.InRange(stored.Count, 7, 9);
        // The first page says by which endpoint and in which pages the playlist is given.
        Assert.Equal(10 - stored.Count + 1, run.Spotify.Count("/items"));
        Assert.Equal(1, run.Spotify.Count("offset=0&"));
    }

    [Fact]
    public async Task A_complete_snapshot_of_the_day_is_found_whole()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 500));
        var first = Assert.Single(await run.RunAsync());
        var stored = run.Objects(RawSnapshot.Zone);
        run.S3.Remove(ScriptedRun.Raw, StateZone.Playlist(A));
        run.Spotify.Forget();
        run.Pass(TimeSpan.FromHours(1));

        var second = Assert.Single(await run.RunAsync());

        Assert.Equal(first, second);
        Assert.Equal(1, run.Spotify.Count("/items"));
        Assert.Equal(stored, run.Objects(RawSnapshot.Zone));
    }

    [Theory]
    [InlineData("\"offset\": 50,", "\"offset\": 0,")]
    [InlineData("\"offset\": 50,", "\"offset\": 49,")]
    [InlineData("\"offset\": 50,", "\"offset\": 5000,")]
    [InlineData("\"offset\": 50,", "\"offset\": -50,")]
    [InlineData("page-00001", "page-00000")]
    [InlineData("\"page_size\": 50", "\"page_size\": 7")]
    [InlineData("\"page_size\": 50", "\"page_size\": 0")]
    [InlineData("\"total\": 300", "\"total\": 0")]
    [InlineData("\"total\": 300", "\"total\": 3000")]
    [InlineData("\"total\": 300", "\"total\": -1")]
    [InlineData("\"endpoint\": \"items\"", "\"endpoint\": \"tracks\"")]
    public async Task A_state_that_contradicts_itself_costs_one_run_at_most(string right, string wrong)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        var stored = run.Objects(RawSnapshot.Zone);
        var state = run.Text(StateZone.Playlist(A));
        Assert.Contains(right, state, StringComparison.Ordinal);
        run.S3[ScriptedRun.Raw, StateZone.Playlist(A)] =
            Encoding.UTF8.GetBytes(state.Replace(right, wrong, StringComparison.Ordinal));
        run.Pass(TimeSpan.FromDays(1));

        var outcome = Assert.Single(await run.RunAsync());
        if (!outcome.IsComplete)
        {
            run.Pass(TimeSpan.FromHours(1));
            outcome = Assert.Single(await run.RunAsync());
        }

        Assert.True(outcome.Kind == OutcomeKind.Complete, string.Create(
            CultureInfo.InvariantCulture, $"{outcome}"));
        run.AssertExact(outcome, run.Spotify[A]);
        run.AssertKept(stored);
    }
}
