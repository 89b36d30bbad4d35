using System.Collections.Immutable;
using Functions.Lake;
using Functions.Metrics;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;
using Infra.Stages;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sfn;

namespace Infra.Monitoring;

/// <summary>The CloudWatch dashboard of the lake: the day's run at a glance, its parts, and the costs.</summary>
internal sealed class LakeDashboard(LakeMonitoringArgs args, ImmutableArray<MetricAlarm> alarms)
{
    private const string Standard = "StandardStorage";

    // The storage classes that the raw bucket's objects move through with age.
    private static readonly ImmutableArray<string> StorageTypesOfRaw =
        [Standard, "StandardIAStorage", "GlacierInstantRetrievalStorage"];

    private readonly LakeMetric _lake = new(args.Name);

    public Dashboard Declare(Resource parent)
    {
        var grid = new Grid();
        AtAGlance(grid);
        Data(grid);
        Runs(grid);
        CostDrivers(grid);

        return new Dashboard(
            args.Name,
            new DashboardArgs
            {
                DashboardName = args.Name,
                DashboardBody = new DashboardBody(grid.Widgets).ToJson(),
            },
            new CustomResourceOptions { Parent = parent });
    }

    private void AtAGlance(Grid grid)
    {
        grid.Add(
            6,
            (4, Today("Snapshots", LakeMetrics.SnapshotsComplete)),
            (4, Today("Failed playlists", LakeMetrics.SnapshotsFailed)),
            (4, Today("Refused playlists", LakeMetrics.PlaylistsRefused)),
            (4, Today("Entries", LakeMetrics.Entries)),
            (8, new AlarmProperties("Alarms", [.. alarms.Select(alarm => alarm.Arn)])));

        grid.Add(4, (24, new TextProperties(Output.Create(WhatToLookAt))));
    }

    private string WhatToLookAt =>
        $"""
        **A good day**: each firing of `{args.Settings.Schedule}` (UTC) adds {args.Settings.Playlists.Length} to
        *Snapshots*, *Failed playlists*, *Refused playlists* and *Rejected records* are 0, no alarm is red, and the
        failure queue is empty.
        Numbers are sums of the UTC day.

        **Otherwise** open the red alarm: its description says what it means and what to do. The functions' logs are
        `{LakeFunction.LogGroupOf($"{args.Name}-extract")}`, `{LakeFunction.LogGroupOf($"{args.Name}-transform")}` and
        `{LakeFunction.LogGroupOf($"{args.Name}-repair")}`; what they could not do waits in the failure queue.
        Snapshots without tables after a repair, or rows that fall while *Entries* do not, are a fault; a repair tells
        of an event that was lost; waits that grow are Spotify's rate limit.
        """.ReplaceLineEndings("\n");

    private void Data(Grid grid) => grid.Add(
        7,
        (8, Graph(
            "Snapshots",
            "snapshots",
            [
                Lake("complete in the raw bucket", LakeMetrics.SnapshotsComplete),
                Lake("of them unchanged", LakeMetrics.SnapshotsUnchanged),
                Lake("waiting for a later run", LakeMetrics.SnapshotsWaiting),
                Lake("settled: complete, or refused for good", LakeMetrics.PlaylistsSettled),
                new(_lake.Of(LakeMetrics.WaitingRuns), new("runs that one has waited", "Maximum", "right")),
                Lake("transformed", LakeMetrics.SnapshotsTransformed),
                Lake("of them by the repair", LakeMetrics.SnapshotsRepaired),
                Lake("without tables after a repair", LakeMetrics.SnapshotsUnrepaired),
            ],
            "runs")),
        (8, Graph(
            "Rows per table",
            "rows",
            Tables.All.Select(table => new MetricLine(_lake.Rows(table), new(table.Name))))),
        (8, Graph(
            "Rejected records",
            "records",
            [Lake("entries that could not be read", LakeMetrics.RejectedRecords)])));

    private void Runs(Grid grid)
    {
        grid.Add(
            6,
            (8, Graph(
                "Calls of the Web API",
                "requests",
                [Lake("calls", LakeMetrics.ApiCalls), Lake("of them repeated", LakeMetrics.ApiRetries)])),
            (8, Graph("Waits for the Web API", "milliseconds", [Lake("slept", LakeMetrics.ApiWait)])),
            (8, Graph(
                "Failure queue",
                "messages",
                [
                    new(AwsMetric.Of(args.FailureQueue, "ApproximateNumberOfMessagesVisible"), new("waiting")),
                    new(
                        AwsMetric.Of(args.FailureQueue, "ApproximateAgeOfOldestMessage"),
                        new("age of the oldest", YAxis: "right")),
                ],
                "seconds") with
            {
                Stat = "Maximum",
            }));

        grid.Add(
            6,
            (8, Graph(
                "Failures of functions",
                "invocations",
                [
                    .. OfEachFunction("failed", "Errors"),
                    .. OfEachFunction("not reported to the failure queue", "DestinationDeliveryFailures"),
                ])),
            (8, Graph("Invocations that had to wait", "invocations", OfEachFunction("throttled", "Throttles"))),
            (8, Graph(
                "Failures of rules",
                "events",
                [
                    Rule("extract not started", args.Schedule, "FailedInvocations"),
                    Rule("repair not started", args.ReconcileSchedule, "FailedInvocations"),
                    Rule("publication not started", args.Publishing.Requests, "FailedInvocations"),
                ])));

        grid.Add(
            6,
            (12, Graph(
                "Publications",
                "executions",
                [
                    Machine("published, or nothing was due", args.Publishing.StateMachine, "ExecutionsSucceeded"),
                    Machine("failed, or something needs attention", args.Publishing.StateMachine, "ExecutionsFailed"),
                    Machine("not started", args.Publishing.Start, "ExecutionsFailed"),
                ])),
            (12, Graph(
                "Duration of publications",
                "milliseconds",
                [
                    Machine("longest", args.Publishing.StateMachine, "ExecutionTime") with
                    {
                        Options = new("longest", "Maximum"),
                    },
                ])));

        grid.Add(
            6,
            (6, Duration("Duration of extract", args.ExtractFunction)),
            (6, Duration("Duration of transform", args.TransformFunction)),
            (6, Duration("Duration of repair", args.RepairFunction)),
            (6, Duration("Duration of publish", args.Publishing.Function)));
    }

    private void CostDrivers(Grid grid)
    {
        grid.Add(
            6,
            (8, Graph(
                "Cost: Lambda",
                "milliseconds",
                [
                    Function("extract", args.ExtractFunction, "Duration"),
                    Function("transform", args.TransformFunction, "Duration"),
                    Function("repair", args.RepairFunction, "Duration"),
                    Function("publish", args.Publishing.Function, "Duration"),
                    Function("invocations of extract", args.ExtractFunction, "Invocations", "right"),
                    Function("invocations of transform", args.TransformFunction, "Invocations", "right"),
                    Function("invocations of repair", args.RepairFunction, "Invocations", "right"),
                    Function("invocations of publish", args.Publishing.Function, "Invocations", "right"),
                ],
                "invocations")),
            (8, Graph(
                "Cost: Athena",
                "bytes read",
                [
                    new(AwsMetric.ProcessedBytes(args.WorkGroup, "SUCCEEDED"), new("by queries that succeeded")),
                    new(AwsMetric.ProcessedBytes(args.WorkGroup, "CANCELED"), new("by queries that were cancelled")),
                ])),
            (8, Graph(
                "Cost: logs",
                "bytes taken in",
                [
                    new(AwsMetric.IncomingBytes(LogGroup(args.ExtractFunction)), new("extract")),
                    new(AwsMetric.IncomingBytes(LogGroup(args.TransformFunction)), new("transform")),
                    new(AwsMetric.IncomingBytes(LogGroup(args.RepairFunction)), new("repair")),
                    new(AwsMetric.IncomingBytes(LogGroup(args.Publishing.Function)), new("publish")),
                ])));

        grid.Add(
            6,
            (12, Graph(
                "Cost: storage",
                "bytes",
                [
                    .. StorageTypesOfRaw.Select(type => Size($"raw, {type}", args.Storage.Raw, type)),
                    Size("processed", args.Storage.Processed, Standard),
                    Size("query results", args.Storage.QueryResults, Standard),
                ]) with
            {
                Stat = "Average",
            }),
            (12, Graph(
                "Objects in the buckets",
                "objects",
                [
                    Objects("raw", args.Storage.Raw),
                    Objects("processed", args.Storage.Processed),
                    Objects("query results", args.Storage.QueryResults),
                ]) with
            {
                Stat = "Average",
            }));

        static MetricLine Size(string label, LakeBucket bucket, string storageType) =>
            new(AwsMetric.SizeBytes(bucket, storageType), new(label));

        static MetricLine Objects(string label, LakeBucket bucket) =>
            new(AwsMetric.NumberOfObjects(bucket), new(label));
    }

    private MetricProperties Duration(string title, Function function) => Graph(
        title,
        "milliseconds",
        [
            Function("longest", function, "Duration") with { Options = new("longest", "Maximum") },
            Function("average", function, "Duration") with { Options = new("average", "Average") },
        ]);

    private MetricProperties Today(string title, string metric) => new()
    {
        Title = title,
        Metrics = [Lake(title, metric)],
        Region = args.Account.Region,
        View = "singleValue",
        Sparkline = true,
    };

    private MetricProperties Graph(string title, string left, IEnumerable<MetricLine> lines, string? right = null) =>
        new()
        {
            Title = title,
            Metrics = [.. lines],
            Region = args.Account.Region,
            YAxis = new(new(left), right is null ? null : new(right)),
        };

    private MetricLine Lake(string label, string metric) => new(_lake.Of(metric), new(label));

    private IEnumerable<MetricLine> OfEachFunction(string what, string metric) =>
    [
        Function($"extract {what}", args.ExtractFunction, metric),
        Function($"transform {what}", args.TransformFunction, metric),
        Function($"repair {what}", args.RepairFunction, metric),
        Function($"publish {what}", args.Publishing.Function, metric),
    ];

    private static MetricLine Rule(string label, EventRule rule, string metric) =>
        new(AwsMetric.Of(rule, metric), new(label));

    private static MetricLine Machine(string label, StateMachine machine, string metric) =>
        new(AwsMetric.Of(machine, metric), new(label));

    private static MetricLine Function(string label, Function function, string metric, string? axis = null) =>
        new(AwsMetric.Of(function, metric), new(label, YAxis: axis));

    private static Output<string> LogGroup(Function function) =>
        function.LoggingConfig.Apply(config => config.LogGroup);
}
