using Functions.Metrics;
using Twin.Spotify.Faults;

namespace Twin.Tests.Host;

public sealed class RepeatedEventTests
{
    [Fact]
    public async Task A_rejected_record_is_counted_once_for_any_number_of_events()
    {
        using var run = await TestRun.RunAsync(
            TestRun.Small with { Until = RunStage.Transform },
            faults: new FaultPlan(new NumberAsEntry()),
            deliveries: created => RawSnapshot.TryParseManifest(created.Key, out _) ? 2 : 1);

        Assert.Equal(2, run.Record.Functions["spotify-dev-transform"].Invocations);
        Assert.Equal(2, Assert.Single(run.Record.Metrics, metric => metric.Name == LakeMetrics.RejectedRecords).Sum);
        Assert.Equal(1, run.Record.Rejected);
        Assert.Equal(1, run.Record.Tables[Tables.PlaylistEntries.Name].Rows);
    }
}
