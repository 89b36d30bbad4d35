using Infra.Schedules;

namespace Tests.Infra.Monitoring;

public sealed class NoSnapshotTests
{
    private const int Firings = 3000;
    private static readonly TimeSpan MaxRunTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxWaitForTheMetric = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxMargin = TimeSpan.FromHours(4);
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("rate(5 minutes)")]
    [InlineData("rate(7 hours)")]
    [InlineData("rate(1 day)")]
    [InlineData("rate(6 days)")]
    [InlineData("cron(0 6 * * ? *)")]
    [InlineData("cron(59 23 * * ? *)")]
    [InlineData("cron(0/20 8-10 * * ? *)")]
    [InlineData("cron(30 5,17 * * ? *)")]
    [InlineData("cron(45 18 ? * MON-FRI *)")]
    [InlineData("cron(0 6 1-26/5 * ? *)")]
    public async Task The_window_covers_the_longest_gap_of_the_schedule_and_hardly_more(string schedule)
    {
        var alarm = Assert.Single(AlarmsOf(await MonitoredStacks.WithSchedule(schedule)));
        var window = TimeSpan.FromSeconds(alarm.Number("period")!.Value) * alarm.Number("evaluationPeriods")!.Value;

        var firings = Fire(schedule);
        var gaps = firings.Zip(firings.Skip(1)).ToList();
        // First an instant run, in an hour that is inside or outside of the window as a whole; then the slowest run.
        var longestSilence = gaps.Max(gap => gap.Second + MaxRunTime + MaxWaitForTheMetric - Hour(gap.First));

        Assert.InRange(window, longestSilence, gaps.Max(gap => gap.Second - gap.First) + MaxMargin);
    }

    [Theory]
    [InlineData("rate(7 days)")]
    [InlineData("cron(0 6 ? * MON *)")]
    [InlineData("cron(0 6 1 * ? *)")]
    [InlineData("cron(0 6 1 1 ? 2030)")]
    public async Task There_is_no_such_alarm_for_a_schedule_longer_than_an_alarm_can_evaluate(string schedule) =>
        Assert.Empty(AlarmsOf(await MonitoredStacks.WithSchedule(schedule)));

    [Theory, MemberData(nameof(Stacks.Daily), MemberType = typeof(Stacks))]
    public async Task It_notifies_after_a_whole_window_of_silence_but_not_on_a_new_stack(string stackName)
    {
        var alarm = Assert.Single(AlarmsOf(await Stacks.Load(stackName)));

        Assert.Equal("breaching", alarm.Text("treatMissingData"));
        Assert.Equal("LessThanThreshold", alarm.Text("comparisonOperator"));
        Assert.Equal(1, alarm.Number("threshold"));
        Assert.Equal("Sum", alarm.Text("statistic"));
        Assert.Equal(3600, alarm.Number("period"));
        Assert.Null(alarm.Number("datapointsToAlarm"));
        Assert.Equal(
            alarm.Number("evaluationPeriods") * 60,
            alarm.Number("warmUpConfiguration.warmUpPeriodDurationInMinutes"));
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
    [Fact]
    public async Task Its_warm_up_is_no_longer_than_CloudWatch_allows()
    {
        var alarm = Assert.Single(AlarmsOf(await MonitoredStacks.WithSchedule("rate(6 days)")));

        Assert.Equal(2880, alarm.Number("warmUpConfiguration.warmUpPeriodDurationInMinutes"));
    }

    private static IEnumerable<DeclaredResource> AlarmsOf(DeclaredStack stack) =>
        stack.OfType(ResourceTypes.MetricAlarm)
            .Where(alarm => alarm.Text("metricName") == LakeMetrics.PlaylistsSettled);

    private static List<DateTimeOffset> Fire(string expression)
    {
        var schedule = ScheduleExpression.Parse(expression);
        var firings = new List<DateTimeOffset>();
        var next = schedule.NextAfter(Start);
        while (next is { } at && firings.Count < Firings)
        {
            firings.Add(at);
            next = schedule.NextAfter(at);
        }

        return firings;
    }

    private static DateTimeOffset Hour(DateTimeOffset at) => at - TimeSpan.FromMinutes(at.Minute);
}
