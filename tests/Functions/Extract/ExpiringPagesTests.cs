namespace Tests.Functions.Extract;

/// <summary>Pages that go before a manifest that names them.</summary>
public sealed class ExpiringPagesTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Fact]
    public async Task An_unchanged_playlist_is_read_again_when_its_pages_are_older_than_half_of_the_retention()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 60)) { RawRetention = new KeptDays(30) };
        await run.RunAsync();

        Assert.Equal(OutcomeKind.Unchanged, await AfterAsync(run, 15));
        Assert.Equal(OutcomeKind.Complete, await AfterAsync(run, 1));
        Assert.Equal(OutcomeKind.Unchanged, await AfterAsync(run, 15));
        Assert.Equal(OutcomeKind.Complete, await AfterAsync(run, 1));
    }

    [Fact]
    public async Task A_reading_whose_pages_are_so_old_is_begun_anew()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300)) { RawRetention = new KeptDays(30) };
        await run.BreakAsync();
        run.Pass(TimeSpan.FromDays(16));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
        Assert.All(run.Manifest(outcome).Pages, page => Assert.Null(page.Folder));
    }

    private static async Task<OutcomeKind> AfterAsync(ScriptedRun run, int days)
    {
        run.Pass(TimeSpan.FromDays(days));
        var outcome = Assert.Single(await run.RunAsync());
        run.AssertExact(outcome, run.Spotify[A]);
        return outcome.Kind;
    }
}
