namespace Tests.Functions.Extract;

/// <summary>A playlist with the snapshot_id of the stored one costs one request, and has a snapshot
/// nevertheless.</summary>
public sealed class UnchangedPlaylistTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Fact]
    public async Task Each_day_has_a_manifest_that_refers_to_the_pages_of_the_first()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 120));
        var first = Assert.Single(await run.RunAsync());
        var days = new List<PlaylistOutcome>();
        for (var day = 1; day <= 3; day++)
        {
            run.Pass(TimeSpan.FromDays(1));
            run.Spotify.Forget();
            days.Add(Assert.Single(await run.RunAsync()));
            Assert.Equal(
                ["/api/token", $"/v1/playlists/{A}"], run.Spotify.Requests.Select(request => request.Split('?')[0]));
        }

        Assert.Equal((OutcomeKind.Complete, 120, 3), (first.Kind, first.Entries, first.Pages));
        Assert.All(days, day => Assert.Equal(
            (OutcomeKind.Unchanged, "unchanged", 120, 3), (day.Kind, day.Outcome, day.Entries, day.Pages)));
        Assert.Equal(
            ["2026-11-22", "2026-11-23", "2026-11-24"],
            days.Select(day => run.Manifest(day).SnapshotDate.ToString("O", null)));
        Assert.All(days, day => run.AssertExact(day, run.Spotify[A]));
        Assert.All(
            days.SelectMany(day => run.Manifest(day).Pages),
            page => Assert.Equal(first.Manifest![..^RawSnapshot.ManifestName.Length], page.Folder));
        Assert.Equal(3, run.S3.Written.Count(key => key.Contains("/page-", StringComparison.Ordinal)));
        Assert.DoesNotContain("folder", run.Text(first.Manifest!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tables_of_an_unchanged_day_are_those_of_the_first_but_for_the_time()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 120));
        var first = Assert.Single(await run.RunAsync());
        run.Pass(TimeSpan.FromDays(1));
        var second = Assert.Single(await run.RunAsync());

        await new TransformHandler(
                new TransformSettings(ExtractRun.Stack, TransformedSnapshot.Processed),
                run.S3,
                Stream.Null,
                TimeProvider.System)
            .HandleAsync(
                TransformedSnapshot.EventOf(ScriptedRun.Raw, [first.Manifest!, second.Manifest!]), run.Invocation);

        Assert.All(Tables.All.Except([Tables.Playlists]), table => Assert.Equal(
            Table(table, 21), Table(table, 22)));
        Assert.Equal(
            Table(Tables.Playlists, 21).Replace("-21T", "-22T", StringComparison.Ordinal), Table(Tables.Playlists, 22));

        string Table(Table table, int day) => System.Text.Encoding.UTF8.GetString(
            run.S3[TransformedSnapshot.Processed, table.Key(new DateOnly(2026, 11, day), A)]);
    }

    [Fact]
    public async Task An_edited_playlist_is_read_completely()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 60));
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));
        run.Spotify[A] = run.Spotify[A] with { Version = 2, Entries = 70 };

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("""{"schema_version":99,"complete":{"snapshot_id":"A/1+=","date":"2026-11-21","manifest":"raw/x"}}""")]
    [InlineData("""{"schema_version":1,"complete":{"snapshot_id":"A/1+=","date":"2026-11-21","manifest":"raw/x"}}""")]
    public async Task A_missing_or_unreadable_state_loses_no_data(string? state)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 60));
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));
        run.S3.Remove(ScriptedRun.Raw, StateZone.Extract);
        if (state is null)
        {
            run.S3.Remove(ScriptedRun.Raw, StateZone.Playlist(A));
        }
        else
        {
            run.S3[ScriptedRun.Raw, StateZone.Playlist(A)] = System.Text.Encoding.UTF8.GetBytes(state);
        }

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_manifest_to_refer_to_the_playlist_is_read_again(bool isThere)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 60));
        var first = Assert.Single(await run.RunAsync());
        run.Pass(TimeSpan.FromDays(1));
        run.S3.Remove(ScriptedRun.Raw, first.Manifest!);
        if (isThere)
        {
            run.S3[ScriptedRun.Raw, first.Manifest!] = "{}"u8.ToArray();
        }

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
    }
}
