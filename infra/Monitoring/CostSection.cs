using Infra.Components;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring;

/// <summary>The dashboard's section on what costs money.</summary>
internal sealed class CostSection(LakeMonitoringArgs args, WidgetFactory widgets)
{
    private const int Height = 6;
    private const string Standard = "StandardStorage";

    public void AddTo(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("What costs money")));
        grid.AddEqual(
            Height,
            widgets.Graph("Lambda", "milliseconds", WidgetFactory.Of(widgets.Functions, "Duration")),
            widgets.Graph(
                "Athena",
                "bytes read",
                [
                    new(AwsMetric.ProcessedBytes(args.WorkGroup, "SUCCEEDED"), new("by queries that succeeded")),
                    new(AwsMetric.ProcessedBytes(args.WorkGroup, "CANCELED"), new("by queries that were cancelled")),
                    new(AwsMetric.ProcessedBytes(args.PublicationWorkGroup, "SUCCEEDED"), new("by the publication")),
                ]),
            widgets.Graph(
                "Storage",
                "bytes",
                [
                    Size("raw", args.Storage.Raw, Standard),
                    Size("raw, moved after a month", args.Storage.Raw, "StandardIAStorage"),
                    Size("processed", args.Storage.Processed, Standard),
                    Size("query results", args.Storage.QueryResults, Standard),
                ],
                stat: "Average"));

        static MetricLine Size(string label, LakeBucket bucket, string storageType) =>
            new(AwsMetric.SizeBytes(bucket, storageType), new(label));
    }
}
