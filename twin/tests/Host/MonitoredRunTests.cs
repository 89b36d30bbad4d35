using Functions.Metrics;
using Twin.Cli.Operations;

namespace Twin.Tests.Host;

public sealed class MonitoredRunTests
{
    private const string Extract = "spotify-dev-extract";

    private static readonly RunOptions UntilPublished = TestRun.Small with { Until = RunStage.Publish };

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task A_good_run_raises_no_alarm_and_writes_every_named_metric(string stack)
    {
        using var run = await TestRun.RunAsync(TestRun.Small with { Stack = stack });

        Assert.Empty(run.Record.Failures);
        Assert.Empty(run.Record.UnknownMetrics);
        Assert.NotEmpty(run.Record.Alarms);
        Assert.DoesNotContain(run.Record.Alarms, alarm => alarm.Value.State == "ALARM");
        Assert.DoesNotContain(
            run.Record.Notifications, sent => sent.Subject.StartsWith("ALARM", StringComparison.Ordinal));
        Assert.Equal(1, Metric(run.Record, LakeMetrics.SnapshotsComplete).Sum);
        Assert.Equal(3, Metric(run.Record, LakeMetrics.Entries).Sum);
        Assert.Equal(1, Metric(run.Record, LakeMetrics.SnapshotsTransformed).Sum);
        Assert.Contains(
            "<td class=\"good\">OK</td>",
            await File.ReadAllTextAsync(
                Path.Combine(run.Folder, HtmlReport.FileName), Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_function_raises_the_alarm_for_the_queue()
    {
        using var run = await TestRun.RunAsync(UntilPublished, stack => stack.With(
            LambdaResources.Function, Extract, function => function.Set("handler", "Functions::Nothing::Here")));

        Assert.Equal(
            ["spotify-dev-failures-waiting"],
            run.Record.Alarms.Where(alarm => alarm.Value.State == "ALARM").Select(alarm => alarm.Key));
        Assert.Equal(
            ["ALARM: \"spotify-dev-failures-waiting\" in eu-central-1"],
            run.Record.Notifications.Select(sent => sent.Subject)
                .Where(subject => subject.StartsWith("ALARM", StringComparison.Ordinal)));
        // The missing metrics are a consequence.
        Assert.DoesNotContain(
            run.Record.Failures, failure => failure.StartsWith("No function wrote", StringComparison.Ordinal));
        Assert.NotEmpty(run.Record.UnknownMetrics);
    }

    [Fact]
    public async Task A_good_run_with_an_alarm_on_a_misspelt_metric_fails()
    {
        using var run = await TestRun.RunAsync(UntilPublished, stack => stack.With(
            CloudWatchResources.MetricAlarm, "spotify-dev-snapshots-failed",
            alarm => alarm.Set("metricName", "SnapshotFailed")));

        Assert.Equal(
            "No function wrote the metric SpotifyStack SnapshotFailed {Stack=spotify-dev} that alarm "
            + "spotify-dev-snapshots-failed names. Compare name, dimensions and unit with those in run.json.",
            Assert.Single(run.Record.Failures));
        Assert.Equal("SnapshotFailed", Assert.Single(run.Record.UnknownMetrics).Name);
    }

    [Fact]
    public async Task A_request_to_publish_that_cannot_be_delivered_is_a_message_in_the_failure_queue()
    {
        using var run = await TestRun.RunAsync(UntilPublished, stack => stack.With(
            IamResources.RolePolicy, "spotify-dev-publish-rule",
            policy => policy.Replace("policy", "stateMachine:spotify-dev-publish", "stateMachine:renamed")));

        var message = Assert.Single(run.Record.Messages);
        Assert.Equal("spotify-dev-failures", message.Queue);
        Assert.StartsWith(
            PublicationRequest.Prefix,
            FailedEvent.Read(message.Id, message.Id, message.Body).Request,
            StringComparison.Ordinal);
    }

    private static RunRecord.MetricRecord Metric(RunRecord record, string name) =>
        Assert.Single(record.Metrics, metric => metric.Name == name);
}
