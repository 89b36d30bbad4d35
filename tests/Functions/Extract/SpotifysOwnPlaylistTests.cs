namespace Tests.Functions.Extract;

/// <summary>Spotify's own playlists, whose snapshot_id does not show edits, are stored in one state.</summary>
public sealed class SpotifysOwnPlaylistTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Theory]
    [InlineData(3)]
    [InlineData(24)]
    public async Task A_reading_is_never_continued(int hours)
    {
        using var run = Start(300);
        await run.BreakAsync();
        var before = run.Objects(RawSnapshot.Zone);
        run.Spotify[A] = run.Spotify[A] with { Version = 2, ToldVersion = 1 };
        run.Pass(TimeSpan.FromHours(hours));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, 6), (outcome.Kind, run.Spotify.Count("/items")));
        run.AssertExact(outcome, run.Spotify[A]);
        Assert.All(run.Manifest(outcome).Pages, page => Assert.Null(page.Folder));
        run.AssertKept(before);
    }

    [Fact]
    public async Task Each_run_of_a_day_stores_the_content_of_its_time()
    {
        using var run = Start(100);
        var manifests = new HashSet<string>();
        ScriptedPlaylist[] moments =
        [
            run.Spotify[A],
            run.Spotify[A] with { Entries = 101 },
            run.Spotify[A] with { Version = 2, ToldVersion = 1 },
            run.Spotify[A],
        ];
        foreach (var moment in moments)
        {
            var before = run.Objects(RawSnapshot.Zone);
            run.Spotify[A] = moment;

            var outcome = Assert.Single(await run.RunAsync());

            Assert.Equal(OutcomeKind.Complete, outcome.Kind);
            Assert.True(manifests.Add(outcome.Manifest!), outcome.Manifest);
            run.AssertExact(outcome, moment);
            run.AssertKept(before);
            run.Pass(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task A_first_page_of_an_earlier_state_fails_no_later_run()
    {
        using var run = Start(200);
        run.Spotify.OnPage = (playlist, offset) =>
        {
            if (offset == 0 && playlist.Version == 1)
            {
                run.Spotify[A] = playlist with { Version = 2, ToldVersion = 1, Entries = 201 };
            }
        };

        var outcome = Assert.Single(await run.RunAsync());
        run.Pass(TimeSpan.FromHours(1));
        var later = Assert.Single(await run.RunAsync());

        Assert.All([outcome, later], seen =>
        {
            Assert.Equal(OutcomeKind.Complete, seen.Kind);
            run.AssertExact(seen, run.Spotify[A]);
        });
    }

    private static ScriptedRun Start(int entries) =>
        new(ScriptedRun.Playlist('A', entries) with { Owner = "spotify" });
}
