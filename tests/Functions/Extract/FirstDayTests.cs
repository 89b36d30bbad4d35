namespace Tests.Functions.Extract;

public sealed class FirstDayTests
{
    private static readonly string A = new('A', 22);
    private static readonly DateOnly Today = DateOnly.FromDateTime(ExtractRun.FiredAt.UtcDateTime);

    [Fact]
    public async Task An_earlier_day_is_refused_by_name_before_Spotify_is_asked()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.FirstDay = Today.AddDays(1);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(A));

        Assert.Equal(
            "2026-11-21 is before the tables' first day, 2026-11-22: no query would find it. If you want that day, "
            + "set firstDay and deploy the stack again: pulumi config set firstDay 2026-11-21",
            refused.Message);
        Assert.Empty(run.Stored);
    }

    [Fact]
    public async Task The_first_day_itself_is_read()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.FirstDay = Today;

        var report = await run.RunAsync(A);

        Assert.Equal(OutcomeKind.Complete, Assert.Single(report.Playlists).Kind);
    }
}
