namespace Twin.Tests.Aws.CloudWatch;

internal static class Alarms
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly MetricIdentity Metric = MetricIdentity.Create("Tests", "Failures", ("Stack", "dev"));

    /// <summary>An alarm for a sum of one or more within five minutes.</summary>
    public static AlarmDeclaration Failures { get; } = new()
    {
        Name = "failures",
        Arn = "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:failures",
        Metric = Metric,
        Statistic = Statistic.Sum,
        Period = TimeSpan.FromMinutes(5),
        EvaluationPeriods = 1,
        DatapointsToAlarm = 1,
        Threshold = 1,
        Comparison = ThresholdComparison.GreaterThanOrEqualToThreshold,
        Actions = ImmutableDictionary<AlarmState, ImmutableArray<string>>.Empty,
    };

    public static void Put(this MetricStore metrics, TimeSpan afterStart, double value, string unit = "Count") =>
        metrics.Put(Metric, unit, Start + afterStart, value);
}
