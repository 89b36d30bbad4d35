using Functions.Metrics;
using Local.Aws.CloudWatch;
using Local.Aws.Declaration;
using Local.Aws.Lambda;
using Local.Aws.Sqs;

namespace Tests.Infra.Monitoring;

[Collection(PulumiDeployments.Name)]
public sealed class AlarmTests
{
    private static readonly string[] MissingData = ["breaching", "notBreaching", "ignore"];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_alarm_describes_the_remedy_and_declares_the_treatment_of_missing_data(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(CloudWatchResources.MetricAlarm), alarm =>
        {
            Assert.StartsWith($"spotify-{stackName}-", alarm.PhysicalName, StringComparison.Ordinal);
            Assert.InRange(alarm.Text("alarmDescription").Length, 80, 1024);
            Assert.Contains(alarm.Text("treatMissingData"), MissingData);
        });
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_alarm_evaluates_a_longer_time_than_CloudWatch_allows(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(CloudWatchResources.MetricAlarm), alarm =>
        {
            var period = alarm.Number("period")!.Value;
            Assert.Equal(0, period % 60);
            Assert.InRange(
                period * alarm.Number("evaluationPeriods")!.Value, 60, period < 3600 ? 24 * 3600 : 7 * 24 * 3600);
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_function_is_watched_for_errors_throttles_lost_events_and_long_runs(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(LambdaResources.Function), function =>
        {
            var alarms = stack.OfType(CloudWatchResources.MetricAlarm)
                .Where(alarm => alarm.Map("dimensions").GetValueOrDefault("FunctionName") == function.PhysicalName)
                .ToDictionary(alarm => alarm.Text("metricName"));

            Assert.Equal(
                ["DestinationDeliveryFailures", "Duration", "Errors", "Throttles"],
                alarms.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(function.Number("timeout") * 1000 * 0.8, alarms["Duration"].Number("threshold"));
            Assert.Equal("Maximum", alarms["Duration"].Text("statistic"));
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_alarm_for_long_extractions_names_the_setting_that_shortens_them(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var alarm = Assert.Single(
            stack.OfType(CloudWatchResources.MetricAlarm),
            alarm => alarm.PhysicalName == $"spotify-{stackName}-extract-duration");

        Assert.Contains("requestsPerSecond", alarm.Text("alarmDescription"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_failure_queue_is_watched_while_there_is_time_to_act(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var queue = Assert.Single(stack.OfType(SqsResources.Queue));
        var depth = Alarm(stack, "ApproximateNumberOfMessagesVisible");
        var age = Alarm(stack, "ApproximateAgeOfOldestMessage");

        Assert.All([depth, age], alarm => Assert.Equal(queue.PhysicalName, alarm.Text("dimensions.QueueName")));
        Assert.Equal(1, depth.Number("threshold"));
        Assert.InRange(age.Number("threshold")!.Value, 3600, queue.Number("messageRetentionSeconds")!.Value / 2);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task One_failed_playlist_and_one_rejected_record_are_enough(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All([LakeMetrics.SnapshotsFailed, LakeMetrics.RejectedRecords], metric =>
        {
            var alarm = Alarm(stack, metric);
            Assert.Equal(1, alarm.Number("threshold"));
            Assert.Equal("GreaterThanOrEqualToThreshold", alarm.Text("comparisonOperator"));
            Assert.Equal("Sum", alarm.Text("statistic"));
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task An_old_refresh_token_raises_its_alarm_from_month_five_until_it_is_replaced(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var alarm = Alarm(stack, LakeMetrics.RefreshTokenAge);

        Assert.Equal(150, alarm.Number("threshold"));
        Assert.Equal("GreaterThanOrEqualToThreshold", alarm.Text("comparisonOperator"));
        Assert.Equal("ignore", alarm.Text("treatMissingData"));
        Assert.Contains(
            $"dotnet dev.cs login --stack {stackName}, then pulumi up",
            alarm.Text("alarmDescription"),
            StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_playlist_that_waits_for_several_runs_raises_its_alarm_until_it_is_read(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var alarm = Alarm(stack, LakeMetrics.WaitingRuns);

        Assert.Equal($"spotify-{stackName}-snapshots-waiting", alarm.PhysicalName);
        Assert.Equal(3, alarm.Number("threshold"));
        Assert.Equal("Maximum", alarm.Text("statistic"));
        Assert.Equal("GreaterThanOrEqualToThreshold", alarm.Text("comparisonOperator"));
        Assert.Equal("ignore", alarm.Text("treatMissingData"));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_absence_of_failed_playlists_does_not_claim_that_all_were_read(string stackName)
    {
        var alarm = Alarm(await Stacks.Load(stackName), LakeMetrics.SnapshotsFailed);

        Assert.Contains("some may wait for the next", alarm.Text("alarmDescription"), StringComparison.Ordinal);
        Assert.DoesNotContain("read all", alarm.Text("alarmDescription"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_refresh_token_there_is_no_alarm_for_its_age()
    {
        var stack = await MonitoredStacks.WithoutRefreshToken();

        Assert.DoesNotContain(
            stack.OfType(CloudWatchResources.MetricAlarm),
            alarm => alarm.Text("metricName") == LakeMetrics.RefreshTokenAge);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Failed_invocations_of_every_rule_raise_an_alarm(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var watched = stack.OfType(CloudWatchResources.MetricAlarm)
            .Where(alarm => alarm.Text("metricName") == "FailedInvocations")
            .Select(alarm => alarm.Text("dimensions.RuleName"));

        Assert.Equal(
            [
                $"spotify-{stackName}-crawler-failed",
                $"spotify-{stackName}-new-files",
                $"spotify-{stackName}-reconcile",
                $"spotify-{stackName}-schedule",
            ],
            watched.Order(StringComparer.Ordinal));
    }

    private static DeclaredResource Alarm(DeclaredStack stack, string metric) =>
        Assert.Single(stack.OfType(CloudWatchResources.MetricAlarm), alarm => alarm.Text("metricName") == metric);
}
