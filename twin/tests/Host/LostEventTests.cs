using Functions.Metrics;

namespace Twin.Tests.Host;

public sealed class LostEventTests
{
    [Fact]
    public async Task A_lost_event_heals_itself_within_a_period_and_leaves_the_same_bytes()
    {
        var options = TestRun.Small with { Days = 2, PlaylistCount = 2, TrackCount = 5, Until = RunStage.Publish };
        using var calm = await TestRun.RunAsync(options);
        var lost = new List<string>();

        using var run = await TestRun.RunAsync(options, deliveries: created =>
        {
            // One of the first day, and one of the last.
            var loses = IsManifest(created) && lost.Count < 2
                && !lost.Exists(key => Day(key) == Day(created.Key));
            if (loses)
            {
                lost.Add(created.Key);
            }

            return loses ? 0 : 1;
        });

        Assert.Equal(2, lost.Count);
        Assert.Empty(run.Record.Failures);
        Assert.Equal(calm.ProcessedFiles(), run.ProcessedFiles());
        Assert.Equal(2, run.Record.Functions["spotify-dev-transform"].Invocations);
        Assert.Equal(2, Assert.Single(run.Record.Metrics, metric => metric.Name == LakeMetrics.SnapshotsRepaired).Sum);
        Assert.Equal(calm.Record.Tables[Tables.PlaylistEntries.Name], run.Record.Tables[Tables.PlaylistEntries.Name]);
    }

    private static bool IsManifest(ObjectCreated created) => RawSnapshot.TryParseManifest(created.Key, out _);

    private static string Day(string key) => key.Split('/')[2];
}
