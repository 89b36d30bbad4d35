using System.Text.RegularExpressions;
using Twin.Aws.Hosting;
using Twin.Cli.Charts;

namespace Twin.Cli.Reports;

internal static class AlarmSection
{
    public static void Write(MarkupWriter page, ReportContent content)
    {
        var run = content.Run;
        if (run.Alarms.IsEmpty)
        {
            return;
        }

        page.Element("h3", "Alarms", ("id", "alarms")).Break();
        Chart(page, content);
        new DataTable(
            "Alarms at the end of the run",
            ["alarm", "state", "reason"],
            [
                .. run.Alarms.Select(alarm => RunPart.Row(
                    new Marked(alarm.Key, "name"),
                    new Marked(alarm.Value.State, ClassOf(alarm.Value.State)),
                    new Marked(alarm.Value.Reason, "prose"))),
            ]).WriteTo(page);
        RunPart.Section(page, "Notifications", ["stack’s clock", "topic", "subject", "to"],
            run.Notifications.Select(sent => RunPart.Row(
                RunPart.Time(sent.Time),
                sent.Topic,
                sent.Subject,
                sent.Recipients.IsEmpty ? "nobody has subscribed" : string.Join(", ", sent.Recipients))),
            "notification");
    }

    private static void Chart(MarkupWriter page, ReportContent content)
    {
        if (content.Entries is not { IsEmpty: false } entries)
        {
            return;
        }

        var periods = RunPeriods.From(entries);
        ImmutableArray<string> names = [.. content.Run.Alarms.Keys];
        var changes = AlarmHistory.Read(entries).ToLookup(change => change.Alarm);
        var marks = names.SelectMany((name, alarm) => MarksOf(changes[name], alarm, periods)).ToImmutableArray();
        new Figure(
            "alarm-strip",
            $"States by {periods.Unit}",
            "A dot is OK. A cross says that the alarm was raised, for some of the time at least. No mark: no data yet.",
            new EventStrip(
                [.. names.Select(name => TopologyPicture.ShortName(name, content.Run.Stack))], periods.Labels, marks),
            new DataTable(
                "Changes of the alarms",
                ["stack’s clock", "alarm", "state"],
                [
                    .. AlarmHistory.Read(entries).Select(change => RunPart.Row(
                        RunPart.Time(change.Time),
                        change.Alarm,
                        new Marked(change.State, ClassOf(change.State)))),
                ])).WriteTo(page);
    }

    private static IEnumerable<EventMark> MarksOf(IEnumerable<AlarmChange> changes, int alarm, RunPeriods periods)
    {
        string? state = null;
        var byPeriod = changes.ToLookup(change => periods.IndexOf(change.Time));
        for (var period = 0; period < periods.Labels.Length; period++)
        {
            var states = byPeriod[period].Select(change => change.State).Prepend(state).OfType<string>().ToList();
            state = states.LastOrDefault();
            if (states.Contains(AlarmHistory.Raised))
            {
                yield return new EventMark(alarm, period, 1, EventKind.Bad, "raised");
            }
            else if (states.Contains("OK"))
            {
                yield return new EventMark(alarm, period, 1, EventKind.Good, "OK");
            }
        }
    }

    private static string ClassOf(string state) => state switch
    {
        AlarmHistory.Raised => "failure",
        "OK" => "good",
        _ => "warning",
    };
}

internal static partial class AlarmHistory
{
    public const string Raised = "ALARM";

    public static ImmutableArray<AlarmChange> Read(IEnumerable<TimelineEntry> entries) =>
    [
        .. from entry in entries
           where entry.Source == TimelineSource.CloudWatch
           let change = Change().Match(entry.Text)
           where change.Success
           select new AlarmChange(entry.Time, change.Groups["name"].Value, change.Groups["to"].Value),
    ];

    // As CloudWatch's service writes it: the alarm, its old and its new state, the reason.
    [GeneratedRegex(
        @"^(?<name>.+): (?:OK|ALARM|INSUFFICIENT_DATA) → (?<to>OK|ALARM|INSUFFICIENT_DATA)\. ",
        RegexOptions.Singleline)]
    private static partial Regex Change();
}

internal sealed record AlarmChange(DateTimeOffset Time, string Alarm, string State);
