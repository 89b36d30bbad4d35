using Twin.Aws.Sns;

namespace Twin.Aws.CloudWatch;

public static class CloudWatchResources
{
    public static readonly ResourceKind LogGroup = new(ResourceTypes.LogGroup)
    {
        Billing = ResourceBilling.By(CloudWatchCost.LogsIngested, CloudWatchCost.LogsStored),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("logs", $"log-group:{inputs.Name}"))],
        Dimension = "LogGroupName",
        Ignored = new Dictionary<string, string>
        {
            ["retentionInDays"] = "a run's log lines are in its report, and are kept as long as that",
        },
        Flows = [new DataFlow("logs:PutLogEvents", false, "logs")],
        Facts = (_, group) => [Fact.Days(group.Number("retentionInDays"))],
    };

    public static readonly ResourceKind MetricAlarm = new(ResourceTypes.MetricAlarm)
    {
        Billing = ResourceBilling.By(CloudWatchCost.Alarms),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("cloudwatch", $"alarm:{inputs.Name}"))],
        Facts = (_, alarm) => [CloudWatchGraph.FactOf(alarm)],
    };

    public static readonly ResourceKind Dashboard = new(ResourceTypes.Dashboard)
    {
        Billing = ResourceBilling.By(CloudWatchCost.Dashboards, CloudWatchCost.LargeDashboards),
        Outputs = inputs =>
        [
            ("name", inputs.Text("dashboardName")),
            ("dashboardArn", inputs.GlobalArn("cloudwatch", $"dashboard/{inputs.Text("dashboardName")}")),
        ],
    };

    public static ImmutableArray<ResourceKind> All => [LogGroup, MetricAlarm, Dashboard];
}

internal static class CloudWatchGraph
{
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
