using Twin.Spotify.Faults;

namespace Twin.Tests.Host;

public sealed class FaultyRunTests
{
    private static readonly RunOptions UntilTransformed = TestRun.Small with { Until = RunStage.Transform };

    [Fact]
    public async Task Faults_of_Spotify_change_no_byte_of_a_table()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var options = UntilTransformed with
        {
            Days = 3,
            PlaylistCount = 2,
            TrackCount = 120,
            Seed = seed,
            Sources = [new SourceId.Mine(), new SourceId.TopTracks(ChartRange.FourWeeks), new SourceId.Liked()],
        };

        using var calm = await TestRun.RunAsync(options);
        using var usual = await TestRun.RunAsync(options with { Faults = FaultLevel.Usual });
        using var chaos = await TestRun.RunAsync(options with { Faults = FaultLevel.Chaos, Days = 2 });

        Assert.Empty(usual.Record.Failures);
        Assert.Equal(calm.ProcessedFiles(), usual.ProcessedFiles());
        // What chaos lets nobody read has no tables.
        Assert.Subset(calm.ProcessedFiles().ToHashSet(), chaos.ProcessedFiles().ToHashSet());
        Assert.All(usual.Record.Playlists, playlist => Assert.Contains(
            playlist.Outcome, (string[])["complete", "unchanged"]));
        Assert.Empty(calm.Record.Spotify.Faults);
        Assert.NotEmpty(usual.Record.Spotify.Faults);
        Assert.Equal(
            calm.Record.Spotify.Requests.Sum(requests => requests.Count),
            calm.Record.Spotify.Requests.Where(requests => requests.Status == 200).Sum(requests => requests.Count));
    }

    [Fact]
    public async Task A_wait_of_hours_is_not_a_failure_and_the_next_day_continues()
    {
        var options = UntilTransformed with { Days = 2, PlaylistCount = 2, TrackCount = 120 };

        using var calm = await TestRun.RunAsync(options);
        using var waited = await TestRun.RunAsync(options, faults: LongWait());

        Assert.Empty(waited.Record.Failures);
        Assert.All(waited.Record.Playlists, playlist => Assert.Equal("complete", playlist.Outcome));
        var lastDay = waited.ProcessedFiles()
            .Where(file => file.Key.Contains("snapshot_date=2026-11-02", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2 * TestRun.FilesOfASnapshot, lastDay.Count);
        Assert.All(lastDay, file => Assert.Equal(calm.ProcessedFiles()[file.Key], file.Value));
    }

    [Fact]
    public async Task A_run_in_which_all_playlists_wait_succeeds_and_tells_the_end_of_the_wait()
    {
        using var run = await TestRun.RunAsync(
            UntilTransformed with { PlaylistCount = 2 }, faults: LongWait(after: 0));

        Assert.Empty(run.Record.Failures);
        Assert.All(run.Record.Playlists, playlist =>
        {
            // The schedule fires at six, on the stack's clock.
            Assert.StartsWith("2026-11-01T16:0", playlist.WaitingUntil, StringComparison.Ordinal);
            Assert.Equal($"waiting until {playlist.WaitingUntil}", playlist.Outcome);
            Assert.NotNull(playlist.Reason);
            Assert.Null(playlist.Entries);
        });
    }

    private static FaultPlan LongWait(int after = 3) =>
        new(new ScriptedFault(new TooManyRequests(TimeSpan.FromHours(10))) { After = after });
}
