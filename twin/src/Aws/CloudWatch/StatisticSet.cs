namespace Twin.Aws.CloudWatch;

/// <summary>The statistics that CloudWatch keeps of the values of a minute or a period.</summary>
/// <param name="SampleCount">The number of values: at least one.</param>
/// <param name="Sum">The sum of all values.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
public readonly record struct StatisticSet(double SampleCount, double Sum, double Minimum, double Maximum)
{
    /// <summary>The set of one value.</summary>
    public static StatisticSet Of(double value) => new(1, value, value, value);

    /// <summary>The set of the values of both sets.</summary>
    public StatisticSet With(StatisticSet other) => new(
        SampleCount + other.SampleCount,
        Sum + other.Sum,
        Math.Min(Minimum, other.Minimum),
        Math.Max(Maximum, other.Maximum));

    /// <summary>The number that an alarm compares.</summary>
    public double Value(Statistic statistic) => statistic switch
    {
        Statistic.SampleCount => SampleCount,
        Statistic.Sum => Sum,
        Statistic.Average => Sum / SampleCount,
        Statistic.Minimum => Minimum,
        Statistic.Maximum => Maximum,
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, null),
    };
}
