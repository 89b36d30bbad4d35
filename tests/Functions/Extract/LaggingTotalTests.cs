namespace Tests.Functions.Extract;

/// <summary>One of Spotify's servers may lag behind the others: its page has another total, while the description has
/// the same snapshot_id.</summary>
public sealed class LaggingTotalTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Only_the_page_with_another_total_is_requested_again(int times)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        Lag(run, offset: 150, times);

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, 6 + times), (outcome.Kind, run.Spotify.Count("/items")));
        Assert.Equal(1 + times, run.Spotify.Count("offset=150&"));
        Assert.EndsWith($"{Hash(run)}/{RawSnapshot.ManifestName}", outcome.Manifest, StringComparison.Ordinal);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Fact]
    public async Task After_three_answers_with_another_total_the_reading_begins_again()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        Lag(run, offset: 150, times: 3);

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, 4), (outcome.Kind, run.Spotify.Count("offset=150&")));
        // The three answers, and each page twice at most.
        Assert.InRange(run.Spotify.Count("/items"), 6 + 3, 6 + 3 + 5);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_first_page_with_another_total_fails_no_later_run(int more)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 200));
        Lag(run, offset: 0, times: 1, more);

        var first = Assert.Single(await run.RunAsync());
        run.Pass(TimeSpan.FromHours(1));
        var second = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, OutcomeKind.Unchanged), (first.Kind, second.Kind));
        Assert.All([first, second], outcome => run.AssertExact(outcome, run.Spotify[A]));
        Assert.EndsWith($"{Hash(run)}-2/{RawSnapshot.ManifestName}", first.Manifest, StringComparison.Ordinal);
    }

    private static string Hash(ScriptedRun run) => RawSnapshot.HashOf(run.Spotify[A].SnapshotId);

    private static void Lag(ScriptedRun run, int offset, int times, int more = 1)
    {
        var left = times;
        var text = string.Create(CultureInfo.InvariantCulture, $"offset={offset}&");
        run.Spotify.OnRequest = address =>
            address.Contains(text, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0
                ? ScriptedSpotify.Page(run.Spotify[A] with { Entries = run.Spotify[A].Entries + more }, offset, 50)
                : null;
    }
}
