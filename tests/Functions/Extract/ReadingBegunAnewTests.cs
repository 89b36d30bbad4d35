namespace Tests.Functions.Extract;

/// <summary>Pages that do not fit together fail a playlist for one run at most. It is read again into another folder,
/// and no stored object changes.</summary>
public sealed class ReadingBegunAnewTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Theory]
    [InlineData(6)]
    [InlineData(24)]
    public async Task An_era_that_changes_between_two_runs_costs_no_run(int hours)
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        var before = run.Objects(RawSnapshot.Zone);
        run.Spotify.Have("items");
        run.Pass(TimeSpan.FromHours(hours));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, 6), (outcome.Kind, outcome.Pages));
        AssertExactIn(run, outcome, hours == 24 ? "" : "-2");
        run.AssertKept(before);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task An_era_that_changes_within_a_run_costs_that_run_at_most(int status)
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 600));
        run.Spotify.OnGone = () => ScriptedSpotify.Error(status, "Forbidden");
        run.Spotify.OnPage = (_, offset) =>
        {
            // At most three of the other five pages are on their way when the first of them is sent, in whatever order
            // they come. So at least two are requested later.
            if (offset > 0)
            {
                run.Spotify.Have("items");
            }
        };

        var outcome = await AtMostOneMoreAsync(run, TimeSpan.Zero);

        Assert.Equal(12, outcome.Pages);
        AssertExactIn(run, outcome, "-2");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(24)]
    public async Task Smaller_pages_between_two_runs_cost_one_run_at_most(int hours)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        var before = run.Objects(RawSnapshot.Zone);
        run.Spotify.LargestPage = 20;
        run.Pass(TimeSpan.FromHours(hours));

        var outcome = await AtMostOneMoreAsync(run, TimeSpan.FromHours(1));

        Assert.Equal(15, outcome.Pages);
        run.AssertExact(outcome, run.Spotify[A]);
        run.AssertKept(before);
    }

    [Fact]
    public async Task Smaller_pages_within_a_run_cost_that_run_at_most()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 600));
        run.Spotify.OnPage = (_, offset) => run.Spotify.LargestPage = offset >= 100 ? 20 : run.Spotify.LargestPage;

        var outcome = await AtMostOneMoreAsync(run, TimeSpan.Zero);

        Assert.Equal(30, outcome.Pages);
        AssertExactIn(run, outcome, "-2");
    }

    [Fact]
    public async Task Larger_pages_than_the_stored_ones_change_nothing()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        run.Spotify.LargestPage = 20;
        await run.BreakAsync();
        run.Spotify.LargestPage = null;

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal((OutcomeKind.Complete, 15), (outcome.Kind, outcome.Pages));
        AssertExactIn(run, outcome, "");
    }

    [Fact]
    public async Task Foreign_pages_stay_where_they_are_and_the_reading_goes_to_the_next_folder()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 120));
        var (first, second) = (Folder(run, ""), Folder(run, "-2"));
        run.S3[ScriptedRun.Raw, first.Page(1)] = """{"items":[],"total":101}"""u8.ToArray();
        run.S3[ScriptedRun.Raw, second.Page(0)] = "<html>"u8.ToArray();
        var before = run.Objects(RawSnapshot.Zone);

        var outcome = await AtMostOneMoreAsync(run, TimeSpan.Zero);

        AssertExactIn(run, outcome, "-3");
        Assert.All(run.Manifest(outcome).Pages, page => Assert.Null(page.Folder));
        run.AssertKept(before);
    }

    [Fact]
    public async Task A_second_snapshot_of_a_day_by_another_endpoint_is_stored_beside_the_first()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 300));
        var first = Assert.Single(await run.RunAsync());
        var before = run.Objects(RawSnapshot.Zone);
        run.S3.Remove(ScriptedRun.Raw, StateZone.Playlist(A));
        run.Spotify.Have("items");

        var second = await AtMostOneMoreAsync(run, TimeSpan.Zero);

        AssertExactIn(run, first, "");
        AssertExactIn(run, second, "-2");
        run.AssertKept(before);
    }

    [Fact]
    public async Task The_next_day_refers_to_the_pages_of_the_second_reading()
    {
        using var run = ScriptedRun.Legacy(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        run.Spotify.Have("items");
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Unchanged, outcome.Kind);
        run.AssertExact(outcome, run.Spotify[A]);
        Assert.All(
            run.Manifest(outcome).Pages, page => Assert.EndsWith("-2/", page.Folder, StringComparison.Ordinal));
    }

    private static RawSnapshot Folder(ScriptedRun run, string end) => new(
        A,
        DateOnly.FromDateTime(ScriptedRun.FirstDay.UtcDateTime),
        RawSnapshot.HashOf(run.Spotify[A].SnapshotId) + end);

    private static void AssertExactIn(ScriptedRun run, PlaylistOutcome outcome, string end)
    {
        run.AssertExact(outcome, run.Spotify[A]);
        Assert.EndsWith(
            $"/{RawSnapshot.HashOf(run.Spotify[A].SnapshotId)}{end}/{RawSnapshot.ManifestName}",
            outcome.Manifest,
            StringComparison.Ordinal);
    }

    /// <summary>Runs once, and again after a pause if that run has failed. The second run must succeed.</summary>
    private static async Task<PlaylistOutcome> AtMostOneMoreAsync(ScriptedRun run, TimeSpan later)
    {
        var outcome = Assert.Single(await run.RunAsync());
        if (!outcome.IsComplete)
        {
            run.Pass(later);
            outcome = Assert.Single(await run.RunAsync());
        }

        Assert.True(outcome.Kind == OutcomeKind.Complete, outcome.ToString());
        return outcome;
    }
}
