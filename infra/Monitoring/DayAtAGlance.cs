using Functions.Metrics;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;

namespace Infra.Monitoring;

/// <summary>The first screen of the dashboard: what a person asks of a day, in this order, and beside it what a good
/// day is and where to look closer.</summary>
internal sealed class DayAtAGlance(
    LakeMonitoringArgs args, WidgetFactory widgets, ImmutableArray<MetricAlarm> alarms)
{
    private const int Height = FirstScreen.Rows / 3;

    // Only a run knows how many playlists mine finds.
    private int? Playlists => args.Settings.Playlists.Any(source => source is SourceId.Mine)
        ? null
        : args.Settings.Playlists.Length;

    private string OfAll => Playlists is { } all ? $", of {all}" : "";

    public void AddTo(Grid grid)
    {
        grid.Add(Height, (9, Run()), (9, new AlarmProperties("Alarms", [.. alarms.Select(alarm => alarm.Arn)])));
        grid.Add(Height, (9, NotComplete()), (9, Published()));
        grid.Add(Height, (9, FailureQueue()), (9, History()));
        grid.AddBeside(6, new TextProperties(Text()));
    }

    private MetricProperties Run() => widgets.Numbers(
        "Today: did it run, is it complete?",
        [
            .. widgets.Today("runs", "runs", LakeMetrics.SnapshotsComplete, "SampleCount"),
            .. widgets.Today(
                "complete", $"playlists complete{OfAll}", LakeMetrics.SnapshotsComplete, "Maximum"),
            .. widgets.Today("entries", "entries", LakeMetrics.Entries, "Maximum"),
        ]);

    private MetricProperties NotComplete() => widgets.Numbers(
        "Last run: what waits, was refused?",
        widgets.Last("playlists waiting for the next run", LakeMetrics.SnapshotsWaiting),
        widgets.Last("playlists refused", LakeMetrics.PlaylistsRefused),
        widgets.Last("playlists failed", LakeMetrics.SnapshotsFailed));

    private MetricProperties Published() => widgets.Numbers(
        "Today: in the tables, published?",
        [
            .. widgets.Today(
                "tables", $"snapshots in tables{OfAll}", LakeMetrics.SnapshotsTransformed, "Sum"),
            widgets.Last("snapshots without tables", LakeMetrics.SnapshotsUnrepaired),
            .. WidgetFactory.Today("published", "publications", args.Publication.StateMachine, "ExecutionsSucceeded"),
            .. WidgetFactory.Today("failed", "publications failed", args.Publication.StateMachine, "ExecutionsFailed"),
        ]);

    private MetricProperties FailureQueue() => widgets.Numbers(
        "Failure queue: is it empty?",
        WidgetFactory.Last("messages", AwsMetric.Create(args.FailureQueue, "ApproximateNumberOfMessagesVisible")),
        WidgetFactory.Last("age of the oldest", AwsMetric.Create(args.FailureQueue, "ApproximateAgeOfOldestMessage")));

    // The average of a day's runs: together they are all playlists, however many runs a day has.
    private MetricProperties History() => widgets.Graph(
        "Playlists by day (a gap: no run)",
        "playlists",
        [
            widgets.Lake("complete", LakeMetrics.SnapshotsComplete, Colour.Good),
            widgets.Lake("waiting", LakeMetrics.SnapshotsWaiting, Colour.Waiting),
            widgets.Lake("refused", LakeMetrics.PlaylistsRefused, Colour.Refused),
            widgets.Lake("failed", LakeMetrics.SnapshotsFailed, Colour.Bad),
        ],
        stat: "Average") with
    {
        Stacked = true,
    };

    private Output<string> Text()
    {
        var links = new ConsoleLinks(args.Account);
        var alarmsLink = links.Alarms(args.Name);
        var queue = links.Queue(args.FailureQueue.Url);
        var publication = links.StateMachine(args.Publication.StateMachine.Arn);
        var spark = args.TransformFunction is null
            ? Output.Format($"* [runs of the Spark job]({links.Job(args.SparkJob.Name)})\n")
            : Output.Create("");
        var queries = links.Athena(args.WorkGroup.Name);
        var logs = Output.All(widgets.Functions.Select(function => Output.Format(
            $"[{function.Name}]({links.Log(function.Function.LoggingConfig.Apply(config => config.LogGroup))})")));

        return Output.Format(
            $"""
            **A good day** (UTC): `{args.Settings.Schedule}` has fired, all playlists{(Playlists is { } all ? $" ({all})" : "")} are complete and in
            tables, nothing waits, is refused or has failed, no alarm is red, and the failure queue is empty.

            **Otherwise** open the red [alarm]({alarmsLink}): it says what it means and what to do. So does
            `docs/operate.md` in the repository.

            **Look closer**
            * [executions of the publication]({publication})
            {spark}* [failure queue]({queue})
            * logs: {logs.Apply(found => string.Join(", ", found))}
            * [named queries]({queries})

            Below: playlists, tables, publication, functions, Spotify, costs.
            """).Apply(text => text.ReplaceLineEndings("\n"));
    }
}
