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

    [Fact]
    public async Task A_request_whose_event_comes_twice_is_published_once()
    {
        var options = TestRun.Small with { Until = RunStage.Publish };
        using var once = await TestRun.RunAsync(options);

        using var run = await TestRun.RunAsync(
            options,
            deliveries: created => created.Key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal) ? 2 : 1);

        Assert.Equal(["Published", "Nothing is due"], run.Record.Executions.Select(execution => execution.States[^1]));
        Assert.Equal(once.Record.Tables, run.Record.Tables);
        Assert.Equal(Published(once), Published(run));
        Assert.Empty(run.Record.Failures);

        static string Published(TestRun run) =>
            File.ReadAllText(Path.Combine(run.Folder, "s3", "spotify-dev-raw", StateZone.Publication));
    }
}
