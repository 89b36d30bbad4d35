using Amazon.S3;
using Twin.Spotify.Configuration;

namespace Tests.Functions.Extract;

/// <summary>The user's chart and liked songs are read whole, and stored when their entries are new.</summary>
public sealed class OwnListTests
{
    private const string Chart = "top-tracks:short:70";
    private const string Liked = "liked";

    [Theory]
    [InlineData(Era.Development2026)]
    [InlineData(Era.Legacy)]
    public async Task A_chart_is_read_up_to_its_cap(Era era)
    {
        await using var own = await OwnRun.StartAsync(era, chart: 120);

        var outcome = await own.ReadAsync(0, Chart);

        own.AssertStored(outcome, own.Chart.Take(70));
        Assert.Equal(
            [
                "me",
                "me/top/tracks?limit=50&offset=0&time_range=short_term",
                "me/top/tracks?limit=20&offset=50&time_range=short_term",
                "me/top/tracks?limit=50&offset=0&time_range=short_term",
            ],
            own.TakeRequests());
        Assert.StartsWith("raw/playlist_id=top-tracks-short/snapshot_date=2026-11-21/", own.Run.Stored[0], default);
        Assert.Equal("manifest.json", own.Run.Stored[^1].Split('/')[^1]);
        var manifest = own.Run.Manifest(outcome);
        Assert.Equal(
            ("me/top/tracks", "top-tracks-short", "Top tracks, 4 weeks", "sandbox", 64),
            (manifest.Endpoint, manifest.Playlist.Id, manifest.Playlist.Name, manifest.Playlist.OwnerId,
                manifest.Playlist.SnapshotId.Length));
        Assert.Equal([70], own.Run.Output.GetValues(LakeMetrics.Entries));
    }

    [Theory]
    [InlineData(Era.Development2026)]
    [InlineData(Era.Legacy)]
    public async Task Liked_songs_are_read_to_their_end_and_the_user_is_asked_for_once(Era era)
    {
        await using var own = await OwnRun.StartAsync(era, likes: 120);
        own.Likes[3] = null;

        var outcomes = await own.RunAsync(0, Liked, "top-tracks:long", "top-tracks:long:5");

        Assert.Equal([Liked, "top-tracks-long"], outcomes.Select(outcome => outcome.Playlist));
        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Complete, outcome.Kind));
        own.AssertStored(outcomes[0], own.Likes);
        own.AssertStored(outcomes[1], []);
        var manifest = own.Run.Manifest(outcomes[0]);
        Assert.Equal(("me/tracks", "Liked songs"), (manifest.Endpoint, manifest.Playlist.Name));
        var requests = own.TakeRequests();
        Assert.Single(requests, "me");
        Assert.Equal(4, requests.Count(request => request.StartsWith("me/tracks?limit=50&offset=", default)));
    }

    [Theory]
    [InlineData(Chart)]
    [InlineData(Liked)]
    public async Task An_unchanged_list_is_a_manifest_only(string source)
    {
        await using var own = await OwnRun.StartAsync(chart: 120, likes: 120);
        own.Chart[7] = null;
        var first = await own.ReadAsync(0, source);
        var pages = own.Run.Stored.Count;

        // Neither is an entry of the first 70.
        own.Chart.AddRange([200, 201]);
        own.Popularity = 99;
        var second = await own.ReadAsync(24, source);

        Assert.Equal((OutcomeKind.Unchanged, first.Entries), (second.Kind, second.Entries));
        Assert.Equal(pages + 1, own.Run.Stored.Count);
        Assert.Contains("snapshot_date=2026-11-22", second.Manifest, StringComparison.Ordinal);
        own.AssertStored(second, source == Chart ? own.Chart.Take(70) : own.Likes);
    }

    [Theory]
    [InlineData(Chart)]
    [InlineData(Liked)]
    public async Task A_list_in_another_order_is_stored_again(string source)
    {
        await using var own = await OwnRun.StartAsync(chart: 70, likes: 70);
        await own.ReadAsync(0, source);

        own.Chart.Reverse();
        own.Likes.Reverse();
        var second = await own.ReadAsync(24, source);

        Assert.Equal(OutcomeKind.Complete, second.Kind);
        own.AssertStored(second, own.Chart);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-24)]
    public async Task Entries_that_come_back_within_a_day_are_a_snapshot_after_the_others(int begin)
    {
        await using var own = await OwnRun.StartAsync(likes: 60);
        var first = await own.ReadAsync(begin, Liked);
        if (begin < 0)
        {
            Assert.Equal(OutcomeKind.Unchanged, (await own.ReadAsync(0, Liked)).Kind);
        }

        own.Likes.Insert(0, 100);
        await own.ReadAsync(1, Liked);
        own.Likes.RemoveAt(0);
        var back = await own.ReadAsync(2, Liked);

        own.AssertStored(back, own.Likes);
        Assert.Equal(OutcomeKind.Complete, back.Kind);
        Assert.EndsWith("-2/manifest.json", back.Manifest, StringComparison.Ordinal);
        Assert.Equal(
            (own.Run.Manifest(first).Playlist.SnapshotId, "2026-11-21T08:00:00Z"),
            (own.Run.Manifest(back).Playlist.SnapshotId, own.Run.Manifest(back).ExtractedAt));
        Assert.Equal(OutcomeKind.Unchanged, (await own.ReadAsync(3, Liked)).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_that_comes_twice_writes_nothing_else(bool isStateLost)
    {
        await using var own = await OwnRun.StartAsync(chart: 120);
        var first = await own.ReadAsync(0, Chart);
        var stored = own.Run.Stored.Count;
        if (isStateLost)
        {
            own.Run.S3.Remove(ExtractRun.Raw, StateZone.Playlist(first.Playlist));
        }

        var second = await own.ReadAsync(0, Chart);

        Assert.Equal(isStateLost ? OutcomeKind.Complete : OutcomeKind.Unchanged, second.Kind);
        Assert.Equal(first.Manifest, second.Manifest);
        Assert.Equal(stored, own.Run.Stored.Count);
    }

    [Fact]
    public async Task A_run_that_was_killed_after_any_write_is_followed_by_a_whole_one()
    {
        for (var (writes, isKilled) = (0, true); isKilled; writes++)
        {
            await using var own = await OwnRun.StartAsync(chart: 120);
            var left = writes;
            own.Run.S3.OnWrite = _ => left-- > 0 ? null : new AmazonS3Exception("killed");
            isKilled = await Record.ExceptionAsync(() => own.Run.RunAsync(Chart)) is not null;
            own.Run.S3.OnWrite = _ => null;
            own.Popularity = 99;
            own.Run.Time.Advance(TimeSpan.FromHours(1));

            var outcome = await own.ReadAsync(1, Chart);

            Assert.True(outcome.IsComplete, outcome.ToString());
            own.AssertStored(outcome, own.Chart.Take(70));
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(100, true)]
    [InlineData(100, false)]
    public async Task Likes_that_shift_while_they_are_read_are_read_again(int times, bool isTotalSame)
    {
        await using var own = await OwnRun.StartAsync(likes: 120);
        var next = 1000;
        own.Run.Spotify.Before(
            "offset=50",
            () =>
            {
                own.Likes.Insert(0, next++);
                if (isTotalSame)
                {
                    own.Likes.RemoveAt(own.Likes.Count - 1);
                }

                own.Serve();
            },
            times);

        var outcome = await own.ReadAsync(0, Liked);

        if (times == 1)
        {
            own.AssertStored(outcome, own.Likes);
            return;
        }

        Assert.Equal(OutcomeKind.ChangedWhileReading, outcome.Kind);
        Assert.Matches(
            isTotalSame
                ? "^its first entries changed, at the last of 3 readings$"
                : "^its total changed from .*, at the last of 3 readings$",
            outcome.Reason);
        Assert.Empty(own.Run.Stored);
    }

    [Theory]
    [InlineData("""{"items":[],"total":120,"limit":50,"offset":50}""",
        "the page at offset 50 holds 0 entries, but 50 of 120 must be there")]
    [InlineData("""{"items":[],"total":120,"limit":50,"offset":0}""",
        "asked for offset 50 and limit 50, Spotify gives 0 and 50")]
    [InlineData("[]", "Spotify's page is not a JSON object")]
    public async Task A_page_that_is_not_the_requested_one_is_requested_three_times(string page, string reason)
    {
        await using var own = await OwnRun.StartAsync(likes: 120);
        own.Run.Spotify.On("offset=50", 200, page, times: 5);

        var failed = await own.ReadAsync(0, Liked);
        var read = await own.ReadAsync(1, Liked);

        Assert.Equal((OutcomeKind.Failed, reason), (failed.Kind, failed.Reason));
        Assert.Equal([0, 1], own.Run.Output.GetValues(LakeMetrics.SnapshotsComplete));
        own.AssertStored(read, own.Likes);
    }

    [Theory]
    [InlineData(Chart, "403: Insufficient client scope", "me/top/tracks, which top-tracks:short:70 in the setting "
        + "playlists reads, needs the scope user-top-read. Let the user agree again: dotnet dev.cs login --stack NAME, "
        + "then pulumi up.")]
    [InlineData(Liked, "403: Insufficient client scope", "me/tracks, which liked in the setting playlists reads, needs "
        + "the scope user-library-read. Let the user agree again: dotnet dev.cs login --stack NAME, then pulumi up.")]
    public async Task A_missing_scope_is_named_with_its_source_and_the_command(
        string source, string reason, string advice)
    {
        await using var own = await OwnRun.StartAsync(scopes: "user-read-recently-played");

        var outcome = await own.ReadAsync(0, source);

        Assert.Equal(
            (OutcomeKind.Failed, $"Spotify answers {reason}", advice), (outcome.Kind, outcome.Reason, outcome.Advice));
    }

    [Fact]
    public async Task Without_a_user_the_scope_is_named_too()
    {
        await using var own = await OwnRun.StartAsync(likes: 1);
        own.Run.AsUser = false;

        var outcome = await own.ReadAsync(0, Liked);

        Assert.Equal("Spotify answers 401: Valid user authentication required", outcome.Reason);
        Assert.Contains("needs the scope user-library-read", outcome.Advice, StringComparison.Ordinal);
    }
}
