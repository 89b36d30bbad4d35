namespace Functions.Metrics;

/// <param name="Unit">The unit by CloudWatch's name
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).</param>
internal sealed record MetricDatum(string Name, string Unit, double Value)
{
    public static MetricDatum Count(string name, long value) => new(name, "Count", value);

    public static MetricDatum Milliseconds(string name, TimeSpan time) =>
        new(name, "Milliseconds", Math.Round(time.TotalMilliseconds));

    public static MetricDatum Days(string name, TimeSpan time) => new(name, "None", Math.Round(time.TotalDays, 2));
}
