namespace Twin.Tests.Aws.CloudWatch;

public sealed class AlarmEvaluatorTests
{
    private static readonly DateTimeOffset At = Alarms.Start + TimeSpan.FromDays(1);
    private static readonly AlarmEvaluation Current = new(AlarmState.Alarm, "what it was");

    // The tables of "Configuring how CloudWatch alarms treat missing data": the newest datapoint is the last one, and
    // "keep" is "Retain current state".
    [Theory]
    [InlineData("0 - X - X", 3, "OK", "OK", "OK", "OK")]
    [InlineData("0 - - - -", 3, "OK", "OK", "OK", "OK")]
    [InlineData("- - - - -", 3, "INSUFFICIENT_DATA", "keep", "ALARM", "OK")]
    [InlineData("0 X X - X", 3, "ALARM", "ALARM", "ALARM", "ALARM")]
    [InlineData("- - X - -", 3, "ALARM", "keep", "ALARM", "OK")]
    [InlineData("X - - - -", 3, "ALARM", "keep", "ALARM", "OK")]
    [InlineData("- - - - X", 3, "INSUFFICIENT_DATA", "keep", "ALARM", "OK")]
    [InlineData("0 - X - X", 2, "ALARM", "ALARM", "ALARM", "ALARM")]
    [InlineData("0 0 X 0 X", 2, "ALARM", "ALARM", "ALARM", "ALARM")]
    [InlineData("0 - X - -", 2, "OK", "OK", "ALARM", "OK")]
    [InlineData("- - - - 0", 2, "OK", "OK", "ALARM", "OK")]
    [InlineData("- - - X -", 2, "ALARM", "keep", "ALARM", "OK")]
    public void Three_periods_give_the_state_in_AWSs_tables(
        string datapoints, int toAlarm, string missing, string ignore, string breaching, string notBreaching)
    {
        foreach (var (treatment, expected) in new[]
        {
            (MissingData.Missing, missing), (MissingData.Ignore, ignore), (MissingData.Breaching, breaching),
            (MissingData.NotBreaching, notBreaching),
        })
        {
            var evaluated = Evaluate(
                Alarms.Failures with { EvaluationPeriods = 3, DatapointsToAlarm = toAlarm, MissingData = treatment },
                Metrics(datapoints));

            Assert.Equal(
                (treatment, expected == "keep" ? Current.State.Text() : expected),
                (treatment, evaluated.State.Text()));
        }
    }

    [Theory]
    [InlineData(Statistic.Sum, 6)]
    [InlineData(Statistic.Average, 2)]
    [InlineData(Statistic.Minimum, 1)]
    [InlineData(Statistic.Maximum, 3)]
    [InlineData(Statistic.SampleCount, 3)]
    public void A_statistic_of_the_periods_values_is_compared(Statistic statistic, double value)
    {
        var metrics = new MetricStore();
        foreach (var (minutes, given) in new[] { (5, 1.0), (3, 2.0), (1, 3.0) })
        {
            metrics.Put(Alarms.Metric, "Count", At.AddMinutes(-minutes), given);
        }

        Assert.Equal(AlarmState.Alarm, StateAt(value));
        Assert.Equal(AlarmState.Ok, StateAt(value + 0.001));

        AlarmState StateAt(double threshold) =>
            Evaluate(Alarms.Failures with { Statistic = statistic, Threshold = threshold }, metrics).State;
    }

    [Theory]
    [InlineData(ThresholdComparison.GreaterThanOrEqualToThreshold, false, true, true)]
    [InlineData(ThresholdComparison.GreaterThanThreshold, false, false, true)]
    [InlineData(ThresholdComparison.LessThanThreshold, true, false, false)]
    [InlineData(ThresholdComparison.LessThanOrEqualToThreshold, true, true, false)]
    public void Values_are_compared_as_declared(ThresholdComparison comparison, bool below, bool equal, bool above)
    {
        Assert.Equal([below, equal, above], new[] { 0.5, 1, 1.5 }.Select(value =>
        {
            var metrics = new MetricStore();
            metrics.Put(Alarms.Metric, "Count", At.AddMinutes(-1), value);
            return Evaluate(Alarms.Failures with { Comparison = comparison }, metrics).State == AlarmState.Alarm;
        }));
    }

    [Fact]
    public void Values_of_another_unit_do_not_count()
    {
        var metrics = Metrics("- - - - X");

        Assert.Equal(AlarmState.Alarm, Evaluate(Alarms.Failures with { Unit = "Count" }, metrics).State);
        Assert.Equal(AlarmState.InsufficientData, Evaluate(Alarms.Failures with { Unit = "None" }, metrics).State);
    }

    [Fact]
    public void A_value_counts_after_its_minute_is_over()
    {
        var metrics = new MetricStore();
        metrics.Put(Alarms.Metric, "Count", At.AddSeconds(30), 1);

        Assert.Equal(AlarmState.InsufficientData, AlarmEvaluator.Evaluate(Alarms.Failures, metrics, At, Current).State);
        Assert.Equal(
            AlarmState.Alarm, AlarmEvaluator.Evaluate(Alarms.Failures, metrics, At.AddMinutes(1), Current).State);
    }

    [Fact]
    public void The_reason_names_the_compared_and_the_missing_values()
    {
        var alarm = Alarms.Failures with { EvaluationPeriods = 2, DatapointsToAlarm = 2 };

        Assert.Equal(
            "Threshold Crossed: 2 out of the last 2 datapoints [1.0 (2026-11-01 23:55), 1.0 (2026-11-01 23:50)] were "
            + "greater than or equal to the threshold (1.0).",
            Evaluate(alarm, Metrics("- - X X")).Reason);
        Assert.Equal(
            "Threshold Crossed: 1 out of the last 1 datapoint [1.0 (2026-11-01 23:55)] was greater than or equal to "
            + "the threshold (1.0) and 1 missing datapoint was treated as [Breaching].",
            Evaluate(alarm with { MissingData = MissingData.Breaching }, Metrics("- - - X")).Reason);
        Assert.Equal(
            "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as "
            + "[NonBreaching].",
            Evaluate(alarm with { MissingData = MissingData.NotBreaching }, Metrics("- - - -")).Reason);
        Assert.Equal("Insufficient Data: 2 datapoints were unknown.", Evaluate(alarm, Metrics("- - - -")).Reason);
    }

    [Theory]
    [InlineData(90, 1, 1, "a period of 90 seconds")]
    [InlineData(0, 1, 1, "a period of 0 seconds")]
    [InlineData(60, 0, 1, "1 datapoints to alarm out of 0")]
    [InlineData(60, 2, 3, "3 datapoints to alarm out of 2")]
    [InlineData(300, 289, 1, "one day is the most")]
    [InlineData(3600, 169, 1, "seven days with periods of an hour")]
    public void An_alarm_that_CloudWatch_would_refuse_is_named(int period, int periods, int toAlarm, string reason) =>
        Assert.Contains(
            reason,
            (Alarms.Failures with
            {
                Period = TimeSpan.FromSeconds(period),
                EvaluationPeriods = periods,
                DatapointsToAlarm = toAlarm,
            }).Refusal(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(300, 288)]
    [InlineData(3600, 168)]
    [InlineData(86400, 7)]
    public void The_longest_windows_are_allowed(int period, int periods) => Assert.Null(
        (Alarms.Failures with { Period = TimeSpan.FromSeconds(period), EvaluationPeriods = periods }).Refusal());

    private static AlarmEvaluation Evaluate(AlarmDeclaration alarm, MetricStore metrics) =>
        AlarmEvaluator.Evaluate(alarm, metrics, At, Current);

    // X is beyond the threshold, 0 is not, - is a missing value; each is five minutes long, and the last one has just
    // ended.
    private static MetricStore Metrics(string datapoints)
    {
        var metrics = new MetricStore();
        foreach (var (period, point) in datapoints.Split(' ').Reverse().Index().Where(point => point.Item != "-"))
        {
            metrics.Put(Alarms.Metric, "Count", At.AddMinutes(-5 * (period + 1)), point == "X" ? 1 : 0);
        }

        return metrics;
    }
}
