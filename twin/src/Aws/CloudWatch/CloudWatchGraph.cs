using Twin.Aws.Sns;
using Twin.Declaration;

namespace Twin.Aws.CloudWatch;

/// <summary>The edges of alarms, from the resources that they watch to the topics that they notify.</summary>
internal static class CloudWatchGraph
{
    /// <summary>The edges from each watched resource to its alarms, and from each alarm to its topics.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack)
    {
        foreach (var alarm in stack.OfType(CloudWatchResources.MetricAlarm))
        {
            foreach (var (dimension, name) in alarm.Map("dimensions"))
            {
                if (stack.Resources.FirstOrDefault(found =>
                        found.HasDimension(dimension, name)) is { } watched)
                {
                    yield return new Edge(watched, alarm, "");
                }
            }

            foreach (var topic in alarm.Texts("alarmActions").Select(arn => stack.ByArn(SnsResources.Topic, arn)))
            {
                if (topic is not null)
                {
                    yield return new Edge(alarm, topic, "");
                }
            }
        }
    }

    /// <summary>The alarm's condition in words.</summary>
    public static string FactOf(DeclaredResource alarm)
    {
        var comparison = alarm.OptionalText("comparisonOperator") switch
        {
            "GreaterThanOrEqualToThreshold" => "≥",
            "GreaterThanThreshold" => ">",
            "LessThanThreshold" => "<",
            "LessThanOrEqualToThreshold" => "≤",
            var other => other,
        };
        var minutes = alarm.Number("period") * alarm.Number("evaluationPeriods") / 60;
        var time = minutes % 60 == 0 ? Fact.Number(minutes / 60, "h") : Fact.Number(minutes, "min");
        return $"{alarm.OptionalText("metricName")} {comparison} {Fact.Number(alarm.Number("threshold"), "in")} {time}";
    }
}
