namespace Tests.Functions.Extract.Spotify;

/// <summary>The repetitions of a run grow with its requests, and are used where they can help.</summary>
public sealed class RetryBudgetTests
{
    [Fact]
    public void A_repetition_that_was_not_granted_is_not_charged()
    {
        var budget = new RetryBudget();
        Assert.Equal(RetryBudget.MinCount, Enumerable.Range(0, 10 * RetryBudget.MinCount).Count(_ => budget.TryTake()));

        for (var request = 0; request < 20 * RetryBudget.RequestsPerRepetition; request++)
        {
            budget.Sent();
        }

        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => budget.TryTake()));
    }

    [Fact]
    public async Task A_wait_that_Spotify_asks_for_is_granted_when_others_have_spent_everything()
    {
        using var run = new ScriptedRun("ABCDEFGHIJKLMNOPQRST".Select(letter => ScriptedRun.Playlist(letter, 10)));
        var good = ScriptedRun.Id('T');
        var asked = 0;
        run.Spotify.OnRequest = address =>
            !address.Contains("playlists", StringComparison.Ordinal)
                ? null
                : !address.Contains(good, StringComparison.Ordinal)
                    ? ScriptedSpotify.Error(503, "Service unavailable")
                    : Interlocked.Increment(ref asked) == 1
                        ? ScriptedSpotify.Error(429, "Too many requests", "1")
                        : null;

        var outcomes = await run.RunAsync();

        Assert.Equal(19, outcomes.Count(outcome => outcome.Kind == OutcomeKind.Failed));
        run.AssertExact(Assert.Single(outcomes, outcome => outcome.IsComplete), run.Spotify[good]);
        Assert.InRange(run.Spotify.Requests.Count, 19 + RetryBudget.MinCount, 19 + RetryBudget.MinCount + 30);
    }

    [Fact]
    public async Task A_page_that_is_never_whole_costs_five_requests_at_most()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 10));
        run.Spotify.OnRequest = address => address.Contains("/items", StringComparison.Ordinal)
            ? Interference.Answer(200, """{"items":[""")
            : null;

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.Contains("JSON", outcome.Reason, StringComparison.Ordinal);
        Assert.InRange(run.Spotify.Count("/items"), 2, RetryingHandler.MaxAttempts);
    }
}
