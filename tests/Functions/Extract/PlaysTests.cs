using Amazon.S3;

namespace Tests.Functions.Extract;

/// <summary>Plays are read without gaps, stored as they came, and once.</summary>
public sealed class PlaysTests
{
    private static readonly DateTimeOffset Start = PlaysRun.Hour(-5);

    [Fact]
    public async Task A_page_is_stored_as_it_came_with_a_manifest_for_each_month_of_its_new_plays()
    {
        await using var plays = await PlaysRun.StartAsync();
        plays.Ends.AddRange(["2026-10-31T23:59:59.999Z", "2026-11-01T00:03:00.000Z", "2026-11-01T00:06:00.000Z"]);

        var outcome = await plays.FireAsync(0);

        var answer = plays.Answer();
        const string Folder = "raw/plays/played_month=2026-11/2026-11-21T06h00m00Z/";
        Assert.Equal(
            [
                Folder + "page-00000.json",
                "raw/plays/played_month=2026-10/2026-11-21T06h00m00Z/manifest.json",
                Folder + "manifest.json",
            ],
            plays.Run.Stored);
        Assert.Equal(answer, plays.Run.Text(Folder + "page-00000.json"));
        Assert.Equal((3, Folder + "manifest.json"), (outcome.Entries, outcome.Manifest));
        Assert.All(plays.Manifests, manifest => Assert.Equal(
            (Folder + "page-00000.json", 3, Encoding.UTF8.GetByteCount(answer), "2026-11-21T06:00:00Z", null),
            (manifest.Page.Key, manifest.Page.Items, manifest.Page.Bytes, manifest.ExtractedAt, manifest.GapAfter)));
        Assert.Contains("/v1/me/player/recently-played?limit=50", plays.Run.Spotify.Requests);

        plays.Ends.Add("2026-11-01T00:09:00.000Z");
        Assert.Equal(1, (await plays.FireAsync(1)).Entries);
        Assert.Equal(["2026-10", "2026-11", "2026-11"], plays.Manifests.Select(manifest => manifest.Month));
    }

    [Fact]
    public async Task Without_a_new_play_nothing_is_stored_or_published_or_counted()
    {
        await using var plays = await PlaysRun.StartAsync();
        plays.Play(Start, 3);
        await plays.FireAsync(0);
        plays.Run.S3.Written.Clear();

        Assert.Equal(OutcomeKind.Unchanged, (await plays.FireAsync(1)).Kind);
        Assert.Equal(OutcomeKind.Unchanged, (await plays.FireAsync(1)).Kind);
        plays.Play(PlaysRun.Hour(-1), 1);
        Assert.Equal(OutcomeKind.Complete, (await plays.FireAsync(2)).Kind);
        plays.Play(PlaysRun.Hour(0), 1);
        var again = await plays.FireAsync(2);

        Assert.Equal((OutcomeKind.Unchanged, 0), (again.Kind, again.Entries));
        Assert.Equal(2, plays.Run.Stored.Count);
        Assert.Equal(1, (await plays.FireAsync(3)).Entries);
        Assert.DoesNotContain(
            plays.Run.S3.Written, key => key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal));
        Assert.Empty(plays.Run.Output.Lines);
    }

    [Fact]
    public async Task A_firing_that_was_killed_after_any_write_is_completed_by_the_next_one()
    {
        for (var (writes, isKilled) = (0, true); isKilled; writes++)
        {
            await using var plays = await PlaysRun.StartAsync();
            plays.Play(new DateTimeOffset(2026, 10, 31, 23, 50, 0, TimeSpan.Zero), 10);
            var left = writes;
            plays.Run.S3.OnWrite = _ => left-- > 0 ? null : new AmazonS3Exception("killed");
            isKilled = await Record.ExceptionAsync(() => plays.FireAsync(0)) is not null;
            plays.Run.S3.OnWrite = _ => null;
            // The lease of the killed one is over.
            plays.Run.Time.Advance(TimeSpan.FromMinutes(2));

            await plays.FireAsync(1);

            var page = Assert.Single(plays.Manifests.Select(manifest => manifest.Page.Key).Distinct());
            Assert.Equal(["2026-10", "2026-11"], plays.Manifests.Select(manifest => manifest.Month));
            Assert.Equal(plays.Answer(), plays.Run.Text(page));
            Assert.Equal(OutcomeKind.Unchanged, (await plays.FireAsync(2)).Kind);
        }
    }

    [Theory]
    [InlineData(50, false, true)]
    [InlineData(49, false, false)]
    [InlineData(3, true, true)]
    public async Task Plays_are_possibly_lost_if_a_page_does_not_reach_back(int added, bool isShort, bool isGap)
    {
        await using var plays = await PlaysRun.StartAsync();
        plays.Play(Start.AddHours(-1), 60);
        Assert.Null((await plays.FireAsync(-1)).Gap);
        var known = plays.Ends[^1];
        if (isShort)
        {
            plays.Ends.Clear();
        }

        plays.Play(PlaysRun.Hour(-3).AddMinutes(5), added);

        var outcome = await plays.FireAsync(0);

        Assert.Equal((added, isGap ? known : null), (outcome.Entries, outcome.Gap));
        Assert.Equal(isGap ? known : null, plays.Manifests[^1].GapAfter);
        Assert.Equal(isGap ? [1] : [], plays.Run.Output.GetValues(LakeMetrics.PlaysPossiblyLost));
        Assert.Equal(isGap ? 1 : 0, plays.Run.Output.Lines.Count);
        Assert.Equal(isGap, plays.Run.Invocation.Lines[^1].Contains($"\"gap\":\"{known}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(403, "Insufficient client scope", "failed", "me/player/recently-played, which the setting plays reads, "
        + "needs the scope user-read-recently-played. Let the user agree again: dotnet dev.cs login --stack NAME")]
    [InlineData(403, "Active premium subscription required", "premium required", "Premium")]
    [InlineData(404, "Not found", "failed", "set plays to false")]
    [InlineData(200, null, "failed", "the next run tries again")]
    [InlineData(0, "refused", "failed", "could not be reached")]
    public async Task A_firing_that_fails_is_no_error_and_the_daily_run_tells_it(
        int status, string? words, string outcome, string advice)
    {
        await using var plays = await PlaysRun.StartAsync();
        plays.Play(Start, 1);
        var secret = plays.Run.Parameters.Values[ExtractRun.TokenParameter];
        plays.Failure = (status, $"{words} {secret}");

        var told = await plays.FireAsync(-1);
        var daily = await Assert.ThrowsAsync<ExtractionFailedException>(() => plays.RunDailyAsync(0));

        Assert.Equal(outcome, told.Outcome);
        Assert.Equal(["complete", outcome], daily.Report.Playlists.Select(playlist => playlist.Outcome));
        Assert.Contains($"1 of 2 playlists and plays could not be read", daily.Message, StringComparison.Ordinal);
        Assert.Contains($"plays: {outcome}: ", daily.Message, StringComparison.Ordinal);
        Assert.Contains(advice, daily.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, daily.Message + plays.Run.Text(StateZone.Plays), StringComparison.Ordinal);

        plays.Failure = null;
        await plays.FireAsync(1);
        Assert.Single((await plays.RunDailyAsync(2)).Playlists);
    }

    [Fact]
    public async Task A_wait_that_Spotify_asks_a_firing_for_is_kept_by_all_runs()
    {
        await using var plays = await PlaysRun.StartAsync();
        plays.Failure = (429, "Too many requests");

        var told = await plays.FireAsync(0);
        var requests = plays.Run.Spotify.Requests.Count;
        var daily = await plays.RunDailyAsync(0);

        Assert.Equal("waiting until 2026-11-21T07:03:00Z", told.Outcome);
        Assert.Equal([told.Outcome, told.Outcome], daily.Playlists.Select(playlist => playlist.Outcome));
        Assert.Equal(requests, plays.Run.Spotify.Requests.Count);
        Assert.Equal(OutcomeKind.Waiting, (await plays.FireAsync(0)).Kind);
        Assert.Equal(requests, plays.Run.Spotify.Requests.Count);
    }

    [Theory]
    [InlineData(true, 60)]
    [InlineData(false, 10)]
    public async Task A_daily_run_waits_for_plays_of_the_same_second_until_they_end_or_their_lease_does(
        bool isKilled, int seconds)
    {
        await using var plays = await PlaysRun.StartAsync();
        var run = plays.Run;
        var taken = await ExtractLease.TakeAsync(
            new RawStore(run.S3, ExtractRun.Raw),
            new ScheduledEvent(ExtractRun.FiredAt, ScheduledEvent.Plays),
            ExtractRun.FiredAt,
            new RunClock(ExtractRun.FiredAt, run.Time),
            () => PlaysExtraction.MaxTime,
            run.Time,
            TestContext.Current.CancellationToken);
        var reads = 0;
        run.S3.OnRead = key =>
        {
            if (!isKilled && key == StateZone.Lease && ++reads == 3)
            {
                ((LeaseResult.Taken)taken).Lease.ReleaseAsync(run.Invocation).GetAwaiter().GetResult();
            }

            return null;
        };

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await plays.RunDailyAsync(0)).Playlists).Kind);
        Assert.Equal(seconds / 5, run.Time.Waits.Count(wait => wait == TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_firing_for_plays_that_meets_a_daily_run_is_an_outcome_and_the_daily_run_is_complete(int hour)
    {
        await using var plays = await PlaysRun.StartAsync();
        PlaylistOutcome? met = null;
        plays.Run.Spotify.Before("/items", () => met = plays.FireAsync(hour).GetAwaiter().GetResult(), times: 1);

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await plays.RunDailyAsync(0)).Playlists).Kind);

        Assert.Equal("waiting until 2026-11-21T06:18:00Z", met?.Outcome);
        // The next firing reads, and the daily run has nothing to tell.
        plays.Play(Start, 1);
        Assert.Equal(OutcomeKind.Complete, (await plays.FireAsync(1)).Kind);
    }

    [Fact]
    public async Task A_firing_that_comes_twice_at_once_reads_once_and_holds_the_lease_for_a_minute()
    {
        await using var plays = await PlaysRun.StartAsync();
        ExtractReport? second = null;
        plays.Run.Spotify.Before("/api/token", () => second = plays.Run.Handler(plays.Run.S3, ExtractRun.Raw)
            .HandleAsync(new ScheduledEvent(PlaysRun.Hour(0), ScheduledEvent.Plays), plays.Run.Invocation)
            .GetAwaiter().GetResult());

        await plays.FireAsync(0);

        Assert.Equal("2026-11-21T06:04:00Z", second?.RefusedUntil);
        Assert.Empty(second!.Playlists);
    }

    [Fact]
    public async Task What_is_not_to_be_read_is_refused_by_name_and_there_may_be_plays_alone()
    {
        await using var plays = await PlaysRun.StartAsync();
        Assert.Empty((await plays.Run.RunAsync()).Playlists);
        plays.Run.Plays = false;
        plays.Run.S3.Written.Clear();

        var off = await Assert.ThrowsAsync<InvalidOperationException>(() => plays.FireAsync(0));
        var unknown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => plays.Run.RunAsync(new ScheduledEvent(null, "songs")));

        Assert.Contains("setting plays is false", off.Message, StringComparison.Ordinal);
        Assert.Contains("asks to read 'songs'", unknown.Message, StringComparison.Ordinal);
        Assert.Empty(plays.Run.S3.Written);
    }
}
