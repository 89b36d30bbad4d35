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
            widgets.Graph("Invocations that failed", "invocations", WidgetFactory.Of(widgets.Functions, "Errors")),
            widgets.Graph(
                "Invocations that had to wait", "invocations", WidgetFactory.Of(widgets.Functions, "Throttles")),
            widgets.Graph(
                "Failures not in the failure queue",
                "invocations",
                WidgetFactory.Of(widgets.Asynchronous, "DestinationDeliveryFailures")));
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
                ]),
            widgets.Graph(
                "Longest invocation",
                "milliseconds",
                WidgetFactory.Of(widgets.Functions, "Duration"),
                stat: "Maximum"));
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
