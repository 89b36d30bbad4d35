namespace Tests.Functions.Extract;

/// <summary>Pages that an earlier run has stored are not requested again, and the result is the same.</summary>
public sealed class ResumedReadingTests
{
    private static readonly string A = ScriptedRun.Id('A');
    private static readonly string B = ScriptedRun.Id('B');

    [Fact]
    public async Task After_a_block_the_next_run_requests_only_the_missing_pages()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 500));
        run.Spotify.OnRequest = address => address.Contains("offset=350", StringComparison.Ordinal)
            ? ScriptedSpotify.Error(429, "Too many requests", "86400")
            : null;

        var blocked = Assert.Single(await run.RunAsync());
        var stored = run.Objects(RawSnapshot.Zone);
        var state = JsonDocument.Parse(run.Text(StateZone.Playlist(A))).RootElement.GetProperty("reading");

        Assert.StartsWith("waiting until 2026-11-22T06:00:", blocked.Outcome, StringComparison.Ordinal);
        Assert.InRange(stored.Count, 6, 9);
        Assert.Equal(stored.Count, state.GetProperty("pages").GetArrayLength());
        Assert.Equal(
            ("A/1+=", "2026-11-21", "items", 50, 500),
            (state.GetProperty("snapshot_id").GetString(), state.GetProperty("date").GetString(),
                state.GetProperty("endpoint").GetString(), state.GetProperty("page_size").GetInt32(),
                state.GetProperty("total").GetInt32()));

        run.Spotify.OnRequest = _ => null;
        run.Spotify.Forget();
        run.Pass(TimeSpan.FromDays(2));
        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        Assert.Equal(10 - stored.Count, run.Spotify.Count("/items"));
        run.AssertExact(outcome, run.Spotify[A]);
        Assert.Contains("snapshot_date=2026-11-23", outcome.Manifest, StringComparison.Ordinal);
        Assert.All(run.Manifest(outcome).Pages, page => Assert.Contains(
            "snapshot_date=2026-11-21", page.Folder, StringComparison.Ordinal));
        Assert.DoesNotContain("reading", run.Text(StateZone.Playlist(A)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_playlist_that_takes_several_invocations_is_read_in_several()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 900), ScriptedRun.Playlist('B', 0));
        var pages = 0;
        run.Spotify.OnPage = (_, _) =>
        {
            if (Interlocked.Increment(ref pages) % 5 == 0)
            {
                run.Time.Advance(TimeSpan.FromMinutes(15));
            }
        };
        var outcomes = new List<PlaylistOutcome>();
        do
        {
            outcomes = [.. await run.RunAsync()];
            run.Pass(TimeSpan.FromMinutes(20));
            Assert.InRange(pages, 1, 40);
        }
        while (outcomes[0].Kind == OutcomeKind.Waiting);

        Assert.All(outcomes, outcome => Assert.True(outcome.IsComplete, outcome.ToString()));
        run.AssertExact(outcomes[0], run.Spotify[A]);
        run.AssertExact(outcomes[1], run.Spotify[B]);
    }

    [Fact]
    public async Task A_run_that_stored_pages_and_ran_out_of_time_is_waiting_and_not_failed()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 200));
        run.Spotify.OnPage = (_, offset) => run.Time.Advance(TimeSpan.FromMinutes(offset == 100 ? 15 : 0));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(
            (OutcomeKind.Waiting, "the time of the invocation ran out"), (outcome.Kind, outcome.Reason));
        Assert.StartsWith("waiting until 2026-11-21T06:15:", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Playlists_that_a_run_had_no_time_for_are_read_first_in_the_next()
    {
        using var run = new ScriptedRun("ABCDEFGHIJ".Select(letter => ScriptedRun.Playlist(letter, 1)));
        var pages = 0;
        run.Spotify.OnPage = (_, _) =>
            run.Time.Advance(TimeSpan.FromMinutes(Interlocked.Increment(ref pages) == 5 ? 15 : 0));
        var first = await run.RunAsync();
        run.Spotify.Forget();
        // All have changed, so that each costs as much as those that wait.
        foreach (var playlist in first)
        {
            run.Spotify[playlist.Playlist] = run.Spotify[playlist.Playlist] with { Version = 2 };
        }

        run.Pass(TimeSpan.FromDays(1));
        var second = await run.RunAsync();

        var waiting = first
            .Where(playlist => playlist.Kind == OutcomeKind.Waiting)
            .Select(playlist => playlist.Playlist)
            .ToHashSet();
        Assert.InRange(waiting.Count, SpotifyRateLimiter.MaxInFlight, first.Count - 1);
        Assert.Equal(first.Select(playlist => playlist.Playlist), second.Select(playlist => playlist.Playlist));
        var asked = run.Spotify.Requests
            .Where(request => request.Contains("/items", StringComparison.Ordinal))
            .Select(request => request.Split('/')[3]);
        // The last few are on their way together.
        Assert.Subset(waiting, asked.Take(waiting.Count - SpotifyRateLimiter.MaxInFlight + 1).ToHashSet());
        Assert.All(second, playlist => Assert.True(playlist.IsComplete, playlist.ToString()));
    }

    [Fact]
    public async Task A_reading_of_an_earlier_version_is_not_continued()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        run.Spotify.OnRequest = address => address.Contains("offset=200", StringComparison.Ordinal)
            ? ScriptedSpotify.Error(500, "Server error")
            : null;
        Assert.Equal(OutcomeKind.Failed, Assert.Single(await run.RunAsync()).Kind);
        run.Spotify.OnRequest = _ => null;
        run.Spotify[A] = run.Spotify[A] with { Version = 2 };

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
        Assert.All(run.Manifest(outcome).Pages, page => Assert.Null(page.Folder));
    }
}
