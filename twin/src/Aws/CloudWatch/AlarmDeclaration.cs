namespace Twin.Aws.CloudWatch;

public sealed record AlarmDeclaration
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxWarmUp = TimeSpan.FromMinutes(2880);

    public required string Name { get; init; }
    public required string Arn { get; init; }
    public string? Description { get; init; }
    public required MetricIdentity Metric { get; init; }

    /// <summary>The unit of the values that count; null for any. Without a value of the unit it never rings.</summary>
    public string? Unit { get; init; }

    public required Statistic Statistic { get; init; }
    public required TimeSpan Period { get; init; }

    /// <summary>The number of evaluation periods: N.</summary>
    public required int EvaluationPeriods { get; init; }

    /// <summary>The number of them that must be beyond the threshold: M of N.</summary>
    public required int DatapointsToAlarm { get; init; }

    public required double Threshold { get; init; }
    public required ThresholdComparison Comparison { get; init; }

    /// <summary>The treatment of a period without values.</summary>
    public MissingData MissingData { get; init; }

    /// <summary>The time after its creation during which it is not evaluated; null for none.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>True if it waits to the end of <see cref="WarmUp"/> even if all its periods have values.</summary>
    public bool WarmsUpToTheEnd { get; init; }

    public bool ActionsEnabled { get; init; } = true;
    public required ImmutableDictionary<AlarmState, ImmutableArray<string>> Actions { get; init; }

    /// <summary>True unless it is a high-resolution alarm, which the twin does not support.</summary>
    public bool IsWholeMinutes => Period.Ticks % TimeSpan.TicksPerMinute == 0;

    /// <summary>The reason why CloudWatch would refuse the alarm, or null
    /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).</summary>
    public string? Refusal()
    {
        var range = Period * EvaluationPeriods;
        var seconds = Period.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (Period <= TimeSpan.Zero || (!IsWholeMinutes && Period.TotalSeconds is not (10 or 20 or 30)))
        {
            return $"a period of {seconds} seconds: it must be 10, 20, 30 or a multiple of 60";
        }

        if (EvaluationPeriods < 1 || DatapointsToAlarm < 1 || DatapointsToAlarm > EvaluationPeriods)
        {
            return $"{DatapointsToAlarm} datapoints to alarm out of {EvaluationPeriods} evaluation periods: "
                + "there must be at least one of each, and no more datapoints than periods";
        }

        if (range > (Period < Hour ? Day : Day * 7))
        {
            return $"{EvaluationPeriods} periods of {seconds} seconds are {range.TotalDays:0.##} days: "
                + "one day is the most, seven days with periods of an hour or longer";
        }

        if (WarmUp is { } warmUp && (warmUp < TimeSpan.FromMinutes(1) || warmUp > MaxWarmUp))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"a warm-up of {warmUp.TotalMinutes} minutes: it can be 1 to {MaxWarmUp.TotalMinutes}");
        }

        return Unit is not null && !MetricUnits.Contains(Unit)
            ? $"the unit '{Unit}', which CloudWatch does not know"
            : null;
    }
}

/// <summary>The treatment of periods without a value if there are too few values.</summary>
public enum MissingData
{
    /// <summary>Missing: without any value the alarm has insufficient data.</summary>
    Missing,

    /// <summary>Ignored: without any value the alarm keeps its state.</summary>
    Ignore,

    Breaching,
    NotBreaching,
}

/// <summary>The comparisons with a threshold. An alarm without a band has these four.</summary>
public enum ThresholdComparison
{
    GreaterThanOrEqualToThreshold,
    GreaterThanThreshold,
    LessThanThreshold,
    LessThanOrEqualToThreshold,
}

internal static class ThresholdComparisons
{
    public static bool IsBreaching(this ThresholdComparison comparison, double value, double threshold) =>
        comparison switch
        {
            ThresholdComparison.GreaterThanOrEqualToThreshold => value >= threshold,
            ThresholdComparison.GreaterThanThreshold => value > threshold,
            ThresholdComparison.LessThanThreshold => value < threshold,
            _ => value <= threshold,
        };

    public static string Words(this ThresholdComparison comparison) => comparison switch
    {
        ThresholdComparison.GreaterThanOrEqualToThreshold => "greater than or equal to",
        ThresholdComparison.GreaterThanThreshold => "greater than",
        ThresholdComparison.LessThanThreshold => "less than",
        _ => "less than or equal to",
    };
}
