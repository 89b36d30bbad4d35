using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Infra.Monitoring.Alarms;

/// <summary>An alarm that notifies when a metric reaches a threshold, and if it states a condition, again when that
/// ends.</summary>
internal sealed record Alarm
{
    /// <summary>The end of the alarm's name, after the stack's name.</summary>
    public required string Name { get; init; }

    /// <summary>The meaning of the alarm, for the reader of the e-mail.</summary>
    public required string Meaning { get; init; }

    /// <summary>The remedy, for the reader of the e-mail.</summary>
    public required string Remedy { get; init; }
    public required Metric Metric { get; init; }

    /// <summary>The statistic over a period: <c>Sum</c>, <c>Maximum</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>The threshold, in the metric's unit.</summary>
    public required double Threshold { get; init; }

    /// <summary>True if the alarm is for values that are too low.</summary>
    public bool BelowThreshold { get; init; }

    /// <summary>The length of a period, in whole minutes.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The number of periods in a row; together no longer than <see cref="MaxDuration"/>.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>The treatment of a period without a value.</summary>
    public required MissingDataTreatment MissingData { get; init; }

    /// <summary>True if the alarm states a condition. One that counts, and is over as soon as nothing was counted for
    /// a while, tells of events: its end means nothing, and nobody is told of it.</summary>
    public bool StatesCondition => Statistic != "Sum" || MissingData != MissingDataTreatment.NotBreaching;

    /// <summary>The time after its creation in which the alarm stays silent; null if it may notify at once.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>The longest time that an alarm can evaluate
    /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).</summary>
    public static TimeSpan MaxDuration { get; } = TimeSpan.FromDays(7);

    /// <summary>Declares the alarm, which sends its changes of state to the topic.</summary>
    public MetricAlarm Declare(string stack, AlarmTopic topic, Resource parent)
    {
        var dimensions = new InputMap<string>();
        foreach (var dimension in Metric.Dimensions)
        {
            dimensions.Add(dimension.Name, dimension.Value);
        }

        var args = new MetricAlarmArgs
        {
            Name = $"{stack}-{Name}",
            AlarmDescription = $"{Meaning}\n\nWhat to do: {Remedy}",
            Namespace = Metric.Namespace,
            MetricName = Metric.Name,
            Dimensions = dimensions,
            Statistic = Statistic,
            ComparisonOperator = BelowThreshold ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
            Threshold = Threshold,
            Period = (int)Period.TotalSeconds,
            EvaluationPeriods = Periods,
            TreatMissingData = MissingData switch
            {
                MissingDataTreatment.Breaching => "breaching",
                MissingDataTreatment.Ignore => "ignore",
                _ => "notBreaching",
            },
            AlarmActions = { topic.Topic.Arn },
        };

        if (StatesCondition)
        {
            args.OkActions = [topic.Topic.Arn];
        }

        if (WarmUp is { } time)
        {
            args.WarmUpConfiguration = new MetricAlarmWarmUpConfigurationArgs
            {
                WarmUpPeriodDurationInMinutes = (int)time.TotalMinutes,
            };
        }

        return new MetricAlarm($"{stack}-{Name}", args, topic.After(parent));
    }
}

/// <summary>The meaning of a period without a value for an alarm
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).</summary>
internal enum MissingDataTreatment
{
    /// <summary>Nothing happened, and that is good.</summary>
    NotBreaching,

    /// <summary>Nothing happened, and that is the problem.</summary>
    Breaching,

    /// <summary>The last value still counts: the result of one run is valid until the next run.</summary>
    Ignore,
}
