using Infra.Monitoring.Metrics;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Infra.Monitoring.Alarms;

/// <summary>An alarm that rings when a metric is at or beyond a threshold, and again when it no longer is.</summary>
internal sealed record Alarm
{
    /// <summary>Stands behind the stack's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it means and what to do, for whoever reads the e-mail; up to 1,024 characters.</summary>
    public required string Description { get; init; }

    /// <summary>What it watches.</summary>
    public required Metric Metric { get; init; }

    /// <summary>How a period's values become one: <c>Sum</c>, <c>Maximum</c>.</summary>
    public required string Statistic { get; init; }

    /// <summary>In the metric's unit.</summary>
    public required Input<double> Threshold { get; init; }

    /// <summary>Whether too little is what is wrong.</summary>
    public bool BelowThreshold { get; init; }

    /// <summary>Whole minutes.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>How many periods in a row; together no more than <see cref="Longest"/>.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>What a period without a value means.</summary>
    public required MissingDataTreatment MissingData { get; init; }

    /// <summary>How long after its creation the alarm keeps quiet; null when it may ring at once.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>
    /// How far back an alarm can look
    /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
    /// </summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <summary>Declares it, both its changes going to the topic.</summary>
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
            AlarmDescription = Description,
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
            OkActions = { topic.Topic.Arn },
        };

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
