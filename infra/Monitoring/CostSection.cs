using Infra.Components;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring;

/// <summary>The dashboard's section on what costs money.</summary>
internal sealed class CostSection(LakeMonitoringArgs args, WidgetFactory widgets)
{
    private const int Height = 6;
    private const string Standard = "StandardStorage";

    // The storage classes that the raw bucket's objects move through with age.
    private static readonly ImmutableArray<string> StorageTypesOfRaw =
        [Standard, "StandardIAStorage", "GlacierInstantRetrievalStorage"];

    public void AddTo(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("What costs money")));
        grid.AddEqual(
            Height,
            widgets.Graph(
                "Lambda",
                "milliseconds",
                [
                    .. widgets.OfEachFunction("Duration"),
                    .. widgets.Functions.Select(function => WidgetFactory.Line(
                        $"invocations of {function.Name}", function.Function, "Invocations", axis: "right")),
                ],
                "invocations"),
            widgets.Graph(
                "Athena",
                "bytes read",
                [
                    new(AwsMetric.ProcessedBytes(args.WorkGroup, "SUCCEEDED"), new("by queries that succeeded")),
                    new(AwsMetric.ProcessedBytes(args.WorkGroup, "CANCELED"), new("by queries that were cancelled")),
                ]),
            widgets.Graph(
                "Logs",
                "bytes taken in",
                widgets.Functions.Select(function => new MetricLine(
                    AwsMetric.IncomingBytes(function.Function.LoggingConfig.Apply(config => config.LogGroup)),
                    new(function.Name)))));
        grid.AddEqual(
            Height,
            widgets.Graph(
                "Storage",
                "bytes",
                [
                    .. StorageTypesOfRaw.Select(type => Size($"raw, {type}", args.Storage.Raw, type)),
                    Size("processed", args.Storage.Processed, Standard),
                    Size("query results", args.Storage.QueryResults, Standard),
                ],
                stat: "Average"),
            widgets.Graph(
                "Objects in the buckets",
                "objects",
                [
                    Objects("raw", args.Storage.Raw),
                    Objects("processed", args.Storage.Processed),
                    Objects("query results", args.Storage.QueryResults),
                ],
                stat: "Average"));

        static MetricLine Size(string label, LakeBucket bucket, string storageType) =>
            new(AwsMetric.SizeBytes(bucket, storageType), new(label));

        static MetricLine Objects(string label, LakeBucket bucket) =>
            new(AwsMetric.NumberOfObjects(bucket), new(label));
    }
}
