namespace Twin.Tests.Aws.CloudWatch;

public sealed class AlarmSchedulerTests
{
    // An alarm for silence: 26 hours without a success.
    private static readonly AlarmDeclaration NoSuccess = Alarms.Failures with
    {
        Name = "no-success",
        Period = TimeSpan.FromHours(1),
        EvaluationPeriods = 26,
        DatapointsToAlarm = 26,
        Comparison = ThresholdComparison.LessThanThreshold,
        MissingData = MissingData.Breaching,
    };

    [Fact]
    public void An_alarm_lasts_from_the_end_of_the_minute_until_the_value_is_too_old()
    {
        var metrics = new MetricStore();
        metrics.Put(TimeSpan.FromHours(6), 1);
        var clock = new AlarmScheduler(
            metrics, [Alarms.Failures with { MissingData = MissingData.NotBreaching }], Alarms.Start);

        var changes = clock.EvaluateUntil(Alarms.Start.AddDays(1));

        // One period of five minutes, and two more that CloudWatch evaluates when values are missing.
        Assert.Equal(
            ["00:01 OK", "06:01 ALARM", "06:16 OK"],
            changes.Select(change => $"{change.Time:HH:mm} {change.New.State.Text()}"));
        Assert.Equal(AlarmState.Ok, clock.States.Single().Value.State);
    }

    [Fact]
    public void An_alarm_for_missing_data_begins_two_periods_after_its_window()
    {
        var metrics = new MetricStore();
        metrics.Put(TimeSpan.FromHours(6), 1);
        var clock = new AlarmScheduler(metrics, [NoSuccess], Alarms.Start);

        var changes = clock.EvaluateUntil(Alarms.Start.AddDays(3));

        Assert.Equal(
            [
                "2026-11-01 00:01 ALARM", "2026-11-01 06:01 OK", "2026-11-02 10:01 ALARM",
            ],
            changes.Select(change => $"{change.Time:yyyy-MM-dd HH:mm} {change.New.State.Text()}"));
    }

    [Fact]
    public void An_alarm_is_silent_during_its_warm_up_and_after_a_success()
    {
        var metrics = new MetricStore();
        metrics.Put(TimeSpan.FromHours(6), 1);
        var clock = new AlarmScheduler(metrics, [NoSuccess with { WarmUp = TimeSpan.FromHours(27) }], Alarms.Start);

        Assert.Empty(clock.EvaluateUntil(Alarms.Start.AddHours(24)));
        Assert.Equal("Warming up until 2026-11-02 03:00 UTC.", clock.States.Single().Value.Reason);
        var change = Assert.Single(clock.EvaluateUntil(Alarms.Start.AddHours(30)));
        Assert.Equal((AlarmState.Ok, Alarms.Start.AddHours(27)), (change.New.State, change.Time));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void A_warm_up_ends_early_when_all_periods_have_values_unless_it_must_not(bool toTheEnd, int changes)
    {
        var metrics = new MetricStore();
        metrics.Put(TimeSpan.FromMinutes(10), 1);
        var alarm = Alarms.Failures with { WarmUp = TimeSpan.FromHours(1), WarmsUpToTheEnd = toTheEnd };

        var clock = new AlarmScheduler(metrics, [alarm], Alarms.Start);

        Assert.Equal(changes, clock.EvaluateUntil(Alarms.Start.AddMinutes(20)).Length);
    }

    [Fact]
    public void Skipped_minutes_would_not_change_a_state()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
#pragma warning disable CA5394 // the same every time
            var dice = new Random(seed);
            var metrics = new MetricStore();
            for (var value = dice.Next(12); value > 0; value--)
            {
                metrics.Put(TimeSpan.FromMinutes(dice.Next(600)), dice.Next(3));
            }

            var periods = dice.Next(1, 5);
            var alarm = Alarms.Failures with
            {
                Period = TimeSpan.FromMinutes(dice.Next(1, 40)),
                EvaluationPeriods = periods,
                DatapointsToAlarm = dice.Next(1, periods + 1),
                MissingData = (MissingData)dice.Next(4),
                Comparison = (ThresholdComparison)dice.Next(4),
            };
            var steps = new[] { dice.Next(1, 300), dice.Next(300, 900), 1000 };
#pragma warning restore CA5394

            var clock = new AlarmScheduler(metrics, [alarm], Alarms.Start);
            var everyMinute = new AlarmScheduler(metrics, [alarm], Alarms.Start);

            var changes = steps.SelectMany(step => clock.EvaluateUntil(Alarms.Start.AddMinutes(step)));
            var expected = Enumerable.Range(1, 1000)
                .SelectMany(minute => everyMinute.EvaluateUntil(Alarms.Start.AddMinutes(minute)));
            Assert.True(Times(expected) == Times(changes), $"seed {seed}: {Times(expected)} is not {Times(changes)}");
        }
    }

    private static string Times(IEnumerable<AlarmStateChange> changes) =>
        string.Join(", ", changes.Select(change => $"{change.Time:HH:mm} {change.New.State.Text()}"));
}
