using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.CloudWatch;

/// <summary>The kinds of CloudWatch's resources.</summary>
public static class CloudWatchResources
{
    public static readonly ResourceKind LogGroup = new("aws:cloudwatch/logGroup:LogGroup")
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

    public static readonly ResourceKind MetricAlarm = new("aws:cloudwatch/metricAlarm:MetricAlarm")
    {
        Billing = ResourceBilling.By(CloudWatchCost.Alarms),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("cloudwatch", $"alarm:{inputs.Name}"))],
        Facts = (_, alarm) => [CloudWatchGraph.FactOf(alarm)],
    };

    public static readonly ResourceKind Dashboard = new("aws:cloudwatch/dashboard:Dashboard")
    {
        Billing = ResourceBilling.By(CloudWatchCost.Dashboards),
        Outputs = inputs =>
        [
            ("name", inputs.Text("dashboardName")),
            ("dashboardArn", inputs.GlobalArn("cloudwatch", $"dashboard/{inputs.Text("dashboardName")}")),
        ],
    };

    public static ImmutableArray<ResourceKind> All => [LogGroup, MetricAlarm, Dashboard];
}
