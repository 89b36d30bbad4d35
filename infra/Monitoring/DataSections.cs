using Functions.Extract;
using Functions.Metrics;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring;

/// <summary>The dashboard's sections on the data: playlists, tables, publication.</summary>
internal sealed class DataSections(LakeMonitoringArgs args, WidgetFactory widgets)
{
    private const int Height = 6;

    public void AddTo(Grid grid)
    {
        Playlists(grid);
        Tables(grid);
        Publication(grid);
    }

    /// <summary>The query for the playlists that were not completed, and for gaps in the plays. It reads the fields of
    /// <see cref="PlaylistOutcome"/> from the log lines.</summary>
    /// <param name="logGroup">The log group of the extraction.</param>
    public static string NotCompleted(string logGroup)
    {
        string[] fields = ["playlist", "outcome", "gap", "reason", "advice"];
        var complete = Enum.GetValues<OutcomeKind>()
            .Select(kind => new PlaylistOutcome("", kind))
            .Where(outcome => outcome.IsComplete)
            .Select(outcome => $"\"{outcome.Outcome}\"");
        return string.Join(
            "\n| ",
            [
                $"SOURCE '{logGroup}'",
                $"filter message like '\"event\":\"{PlaylistOutcome.LogEvent}\"'",
                .. fields.Select(field => $"parse message '\"{field}\":\"*\"' as {field}"),
                $"filter outcome not in [{string.Join(", ", complete)}] or ispresent(gap)",
                "sort @timestamp desc",
                "limit 20",
                $"display @timestamp, {string.Join(", ", fields)}",
            ]);
    }

    private void Playlists(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("Playlists")));
        List<WidgetProperties> row =
        [
            widgets.Graph(
                "Playlists that wait",
                "playlists",
                [
                    widgets.Highest("waiting for a later run", LakeMetrics.SnapshotsWaiting, Colour.Waiting),
                    widgets.Highest("runs that one has waited", LakeMetrics.WaitingRuns, axis: "right"),
                ],
                "runs"),
            widgets.Graph(
                "Playlists refused and failed",
                "playlists",
                [
                    widgets.Highest("refused until somebody acts", LakeMetrics.PlaylistsRefused, Colour.Refused),
                    widgets.Lake("failed", LakeMetrics.SnapshotsFailed, Colour.Bad),
                ]),
            widgets.Graph(
                "Playlists settled",
                "playlists",
                [
                    widgets.Lake("complete, skipped or refused", LakeMetrics.PlaylistsSettled),
                    widgets.Lake("complete", LakeMetrics.SnapshotsComplete, Colour.Good),
                ]),
        ];
        if (args.Settings.Plays)
        {
            row.Add(widgets.Graph(
                "Plays possibly lost",
                "firings",
                [widgets.Lake("too many plays since the last", LakeMetrics.PlaysPossiblyLost, Colour.Bad)]));
        }

        grid.AddEqual(Height, [.. row]);
        grid.Add(
            Height,
            (24, new LogProperties(
                "Playlists that were not completed, newest first: which, why, what to do",
                args.ExtractFunction.LoggingConfig.Apply(config => NotCompleted(config.LogGroup)),
                args.Account.Region)));
    }

    private void Tables(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("Tables")));
        grid.AddEqual(
            Height,
            widgets.Graph(
                "Snapshots in tables",
                "snapshots",
                [
                    widgets.Lake("transformed", LakeMetrics.SnapshotsTransformed, Colour.Good),
                    widgets.Lake("of them by the repair", LakeMetrics.SnapshotsRepaired),
                    widgets.Highest("without tables", LakeMetrics.SnapshotsUnrepaired, Colour.Bad),
                ]),
            widgets.Graph(
                "Entries read and rejected",
                "entries read",
                [
                    widgets.Lake("read", LakeMetrics.Entries, Colour.Good),
                    widgets.Lake("rejected: they have no row", LakeMetrics.RejectedRecords, Colour.Bad, "right"),
                ],
                "entries rejected"));
    }

    private void Publication(Grid grid)
    {
        grid.Add(1, (24, TextProperties.Heading("Publication to the analytics tables")));
        grid.AddEqual(
            Height,
            widgets.Graph(
                "Publication",
                "executions",
                [
                    WidgetFactory.Line(
                        "published, or nothing was due",
                        args.Publication.StateMachine,
                        "ExecutionsSucceeded",
                        color: Colour.Good),
                    WidgetFactory.Line(
                        "failed, or something needs attention",
                        args.Publication.StateMachine,
                        "ExecutionsFailed",
                        color: Colour.Bad),
                ]),
            widgets.Graph(
                "Duration of a publication",
                "milliseconds",
                [WidgetFactory.Line("longest", args.Publication.StateMachine, "ExecutionTime", "Maximum")]));
    }
}
