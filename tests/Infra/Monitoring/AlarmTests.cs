using Infra.Settings;

namespace Tests.Infra.Monitoring;

public sealed class AlarmTests
{
    private static readonly string[] MissingData = ["breaching", "notBreaching", "ignore"];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_alarm_describes_the_remedy_and_declares_the_treatment_of_missing_data(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(ResourceTypes.MetricAlarm), alarm =>
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

        Assert.All(stack.OfType(ResourceTypes.MetricAlarm), alarm =>
        {
            var period = alarm.Number("period")!.Value;
            Assert.Equal(0, period % 60);
            Assert.InRange(
                period * alarm.Number("evaluationPeriods")!.Value, 60, period < 3600 ? 24 * 3600 : 7 * 24 * 3600);
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_message_in_the_failure_queue_raises_its_alarm_until_the_queue_is_empty(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var queue = Assert.Single(stack.OfType(ResourceTypes.Queue));
        var alarm = Alarm(stack, "ApproximateNumberOfMessagesVisible");

        Assert.Equal(queue.PhysicalName, alarm.Text("dimensions.QueueName"));
        Assert.Equal(1, alarm.Number("threshold"));
        Assert.Equal("Maximum", alarm.Text("statistic"));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_refused_playlist_raises_its_alarm_until_a_run_has_read_all(string stackName)
    {
        var alarm = Alarm(await Stacks.Load(stackName), LakeMetrics.PlaylistsRefused);

        Assert.Equal($"spotify-{stackName}-playlists-refused", alarm.PhysicalName);
        Assert.Equal(1, alarm.Number("threshold"));
        Assert.Equal("ignore", alarm.Text("treatMissingData"));
        Assert.NotEmpty(alarm.Texts("okActions"));
    }

    [Theory]
    [InlineData("rate(6 hours)", 9)]
    [InlineData("rate(1 day)", 27)]
    [InlineData("cron(0 6 ? * MON-FRI *)", 75)]
    public async Task A_repair_that_does_not_run_raises_the_alarm_for_snapshots_without_tables(string schedule,
        int hours)
    {
        var alarm = Alarm(
            await MonitoredStacks.With((KnownSettings.ReconcileSchedule.Key, schedule)),
                LakeMetrics.SnapshotsUnrepaired);

        Assert.Equal(hours * 3600, alarm.Number("period"));
        Assert.Equal(1, alarm.Number("evaluationPeriods"));
        Assert.Equal("breaching", alarm.Text("treatMissingData"));
        Assert.Equal(
            Math.Min(hours * 60, 2880), alarm.Number("warmUpConfiguration.warmUpPeriodDurationInMinutes"));
        Assert.Contains($"not run for {hours} hours", alarm.Text("alarmDescription"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repair_on_a_schedule_longer_than_an_alarm_can_evaluate_is_watched_for_its_result_only()
    {
        var alarm = Alarm(
            await MonitoredStacks.With((KnownSettings.ReconcileSchedule.Key, "rate(7 days)")),
            LakeMetrics.SnapshotsUnrepaired);

        Assert.Equal(300, alarm.Number("period"));
        Assert.Equal("ignore", alarm.Text("treatMissingData"));
        Assert.DoesNotContain("not run for", alarm.Text("alarmDescription"), StringComparison.Ordinal);
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
            stack.OfType(ResourceTypes.MetricAlarm),
            alarm => alarm.Text("metricName") == LakeMetrics.RefreshTokenAge);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_failed_execution_of_each_state_machine_raises_an_alarm(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Equal(
            stack.OfType(ResourceTypes.StateMachine).Select(machine => machine.Arn).Order(),
            stack.OfType(ResourceTypes.MetricAlarm)
                .Where(alarm => alarm.Text("metricName") == "ExecutionsFailed")
                .Select(alarm => alarm.Text("dimensions.StateMachineArn"))
                .Order());
    }

    private static DeclaredResource Alarm(DeclaredStack stack, string metric) =>
        Assert.Single(stack.OfType(ResourceTypes.MetricAlarm), alarm => alarm.Text("metricName") == metric);
}
