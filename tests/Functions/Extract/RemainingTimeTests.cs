namespace Tests.Functions.Extract;

public sealed class RemainingTimeTests
{
    [Theory]
    [InlineData(90, OutcomeKind.Complete)]
    [InlineData(89, OutcomeKind.Waiting)]
    public async Task A_wait_leaves_half_a_minute_of_the_invocation(int seconds, OutcomeKind kind)
    {
        using var run = Asking(times: 1);
        run.TimeLimit = TimeSpan.FromSeconds(seconds);

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(kind, outcome.Kind);
    }

    [Fact]
    public async Task Each_wait_shortens_the_remaining_time()
    {
        using var run = Asking(times: 5);
        run.TimeLimit = TimeSpan.FromSeconds(200);

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Waiting, outcome.Kind);
        Assert.Contains("which is longer than this run has", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(3, run.Spotify.Count("/items"));
        Assert.InRange(
            run.Time.GetUtcNow() - ScriptedRun.FirstDay, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(121));
    }

    [Fact]
    public async Task A_block_of_an_earlier_run_leaves_half_a_minute_too()
    {
        using var run = Asking(times: 1, retryAfter: "3600");
        Assert.Equal(OutcomeKind.Waiting, Assert.Single(await run.RunAsync()).Kind);
        run.Spotify.Forget();
        run.TimeLimit = TimeSpan.FromSeconds(89);
        run.Pass(TimeSpan.FromSeconds(3540));
        Assert.Equal(OutcomeKind.Waiting, Assert.Single(await run.RunAsync()).Kind);
        Assert.Empty(run.Spotify.Requests);

        run.TimeLimit = TimeSpan.FromSeconds(91);
        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);
    }

    /// <summary>Lets Spotify ask for a wait a number of times, of a minute each unless another is given.</summary>
    private static ScriptedRun Asking(int times, string retryAfter = "60")
    {
        var run = new ScriptedRun(ScriptedRun.Playlist('A', 10));
        var left = times;
        run.Spotify.OnRequest = address =>
            address.Contains("/items", StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0
                ? ScriptedSpotify.Error(429, "Too many requests", retryAfter)
                : null;
        return run;
    }
}
