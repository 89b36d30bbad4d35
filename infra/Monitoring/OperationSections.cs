using Functions.Metrics;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring;

/// <summary>The dashboard's sections on the operation: the functions, and the requests to Spotify.</summary>
internal sealed class OperationSections(LakeMonitoringArgs args, WidgetFactory widgets)
{
    private const int Height = 6;

    public void AddTo(Grid grid)
    {
        Functions(grid);
        Spotify(grid);
    }

    private void Functions(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("Functions")));
        grid.AddEqual(
            Height,
            widgets.Graph("Invocations that failed", "invocations", widgets.OfEachFunction("Errors")),
            widgets.Graph("Invocations that had to wait", "invocations", widgets.OfEachFunction("Throttles")),
            widgets.Graph(
                "Failures not in the failure queue",
                "invocations",
                widgets.OfEachFunction("DestinationDeliveryFailures")));
        grid.AddEqual(
            Height,
            widgets.Graph(
                "Failure queue",
                "messages",
                [
                    new(AwsMetric.Create(args.FailureQueue, "ApproximateNumberOfMessagesVisible"), new("waiting")),
                    new(
                        AwsMetric.Create(args.FailureQueue, "ApproximateAgeOfOldestMessage"),
                        new("age of the oldest", YAxis: "right")),
                ],
                "seconds",
                "Maximum"),
            widgets.Graph(
                "Failures of rules",
                "events",
                [
                    WidgetFactory.Line("extract not started", args.Schedule, "FailedInvocations"),
                    .. args.PlaysSchedule is { } plays
                        ? [WidgetFactory.Line("plays not read", plays, "FailedInvocations")]
                        : (MetricLine[])[],
                    WidgetFactory.Line("repair not started", args.ReconcileSchedule, "FailedInvocations"),
                    WidgetFactory.Line("publication not started", args.Publication.Requests, "FailedInvocations"),
                ]));
        grid.AddEqual(
            Height,
            [
                .. widgets.Functions.Select(function => widgets.Graph(
                    $"Duration of {function.Name}",
                    "milliseconds",
                    [
                        WidgetFactory.Line("longest", function.Function, "Duration", "Maximum"),
                        WidgetFactory.Line("average", function.Function, "Duration", "Average"),
                    ])),
            ]);
    }

    private void Spotify(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("Requests to Spotify")));
        List<WidgetProperties> row =
        [
            widgets.Graph(
                "Requests to the Web API",
                "requests",
                [widgets.Lake("all", LakeMetrics.ApiCalls), widgets.Lake("of them repeated", LakeMetrics.ApiRetries)]),
            widgets.Graph(
                "Waits before repeated requests", "milliseconds", [widgets.Lake("slept", LakeMetrics.ApiWait)]),
        ];
        if (args.Settings.RefreshToken is not null)
        {
            row.Add(widgets.Graph(
                "Age of the refresh token",
                "days",
                [widgets.Highest("since the user agreed", LakeMetrics.RefreshTokenAge)]));
        }

        grid.AddEqual(Height, [.. row]);
    }
}
