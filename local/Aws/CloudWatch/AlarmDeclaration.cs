using System.Collections.Immutable;
using System.Globalization;
using Local.Aws.Iam;

namespace Local.Aws.CloudWatch;

/// <summary>A metric alarm as the stack declares it.</summary>
public sealed record AlarmDeclaration
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(2880);

    /// <summary>Its name in AWS.</summary>
    public required string Name { get; init; }

    /// <summary>Its ARN: what the topic's policy sees as the source.</summary>
    public required string Arn { get; init; }

    /// <summary>What a person should know who gets its message.</summary>
    public string? Description { get; init; }

    /// <summary>What it watches.</summary>
    public required MetricIdentity Metric { get; init; }

    /// <summary>Only values of this unit count; null is any. A unit that no value has keeps an alarm silent.</summary>
    public string? Unit { get; init; }

    /// <summary>How a period's values become the one that is compared.</summary>
    public required Statistic Statistic { get; init; }

    /// <summary>The length of a period.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>How many periods are looked at: N.</summary>
    public required int EvaluationPeriods { get; init; }

    /// <summary>How many of them must be beyond the threshold: M of N.</summary>
    public required int DatapointsToAlarm { get; init; }

    /// <summary>What values are compared with.</summary>
    public required double Threshold { get; init; }

    /// <summary>How they are compared.</summary>
    public required ThresholdComparison Comparison { get; init; }

    /// <summary>What a period without values counts as.</summary>
    public MissingData MissingData { get; init; }

    /// <summary>How long after its creation it is not evaluated; null for at once.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>Whether it waits to the end of <see cref="WarmUp"/> although all its periods have values.</summary>
    public bool WarmsUpToTheEnd { get; init; }

    /// <summary>Whether a change of state does anything.</summary>
    public bool ActionsEnabled { get; init; } = true;

    /// <summary>By state: what is told of it, by ARN.</summary>
    public required ImmutableDictionary<AlarmState, ImmutableArray<string>> Actions { get; init; }

    /// <summary>Whether it is no high-resolution alarm, which the twin does not have.</summary>
    public bool IsWholeMinutes => Period.Ticks % TimeSpan.TicksPerMinute == 0;

    /// <summary>
    /// Why CloudWatch would refuse the alarm, or null
    /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
    /// </summary>
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

        if (WarmUp is { } warmUp && (warmUp < TimeSpan.FromMinutes(1) || warmUp > LongestWarmUp))
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"a warm-up of {warmUp.TotalMinutes} minutes: it can be 1 to {LongestWarmUp.TotalMinutes}");
        }

        return Unit is not null && !MetricUnits.Contains(Unit)
            ? $"the unit '{Unit}', which CloudWatch does not know"
            : null;
    }
}
