namespace Functions.Metrics;

/// <summary>One value of one metric of <see cref="LakeMetrics"/>.</summary>
/// <param name="Unit">As CloudWatch names it
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).</param>
internal sealed record Metric(string Name, string Unit, double Value)
{
    public static Metric Count(string name, int value) => new(name, "Count", value);

    public static Metric Milliseconds(string name, TimeSpan time) =>
        new(name, "Milliseconds", Math.Round(time.TotalMilliseconds));

    public static Metric Days(string name, TimeSpan time) => new(name, "None", Math.Round(time.TotalDays, 2));
}
