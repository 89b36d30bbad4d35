using Twin.Cli.Charts;

namespace Twin.Cli.Reports;

/// <summary>The outcome of a run: why it failed or what it waits for, and what to do.</summary>
internal static class OutcomeSection
{
    private const int Shown = 50;
    private const int Longest = 4000;

    /// <summary>Writes a line that leads to a failure; nothing if there is none.</summary>
    public static void WriteLink(MarkupWriter page, ReportContent content)
    {
        if (!content.Run.Failures.IsEmpty)
        {
            page.Begin("p", ("class", "outcome failure")).Text("The run failed: ")
                .Element("a", "see why and what to do", ("href", "#" + RunPart.Id)).End().Break();
        }
    }

    public static void Write(MarkupWriter page, ReportContent content)
    {
        var run = content.Run;
        var open = run.Playlists
            .Where(playlist => ClassOf(playlist) != "good" && playlist.Outcome is not null).ToList();
        var raised = run.Alarms.Where(alarm => alarm.Value.State == AlarmHistory.Raised).ToList();
        page.Element("h3", "Outcome").Break();
        if (run.Loads is [.., var load])
        {
            page.Element("p", $"{load}: {RunRecord.FileName} names them.").Break();
        }

        if (run.Failures.IsEmpty && open.Count == 0 && raised.Count == 0)
        {
            page.Element("p", $"{Done(run)}.", ("class", "outcome good")).Break();
            RaisedBefore(page, content);
            return;
        }

        if (run.Failures.IsEmpty)
        {
            page.Element("p", $"{Done(run)}, and something needs attention:", ("class", "outcome warning"));
        }
        else
        {
            page.Element("p", "The run failed:", ("class", "outcome failure"));
            List(page, run.Failures.Select(failure => (Action)(() =>
                page.Begin("span", ("class", "lines")).Lines(MarkupWriter.Cut(failure, Longest)).End())));
            page.Element(
                "p",
                "What to do: remove the cause and run again."
                + (run.Messages.IsEmpty
                    ? ""
                    : " dotnet dev.cs redrive gives the events of the failure queue to their functions again."));
        }

        List(page, open.Select(playlist => (Action)(() => page
            .Name(playlist.Name).Text(playlist.Name == playlist.Id ? ": " : $" ({playlist.Id}): ")
            .Element("span", playlist.Outcome!, ("class", ClassOf(playlist)))
            .Text(playlist.Reason is { } reason ? $", {reason}. " : ". ")
            .Text(playlist.Advice is { } advice ? $"What to do: {advice}" : ""))));
        List(page, raised.Select(alarm => (Action)(() => page.Text("The alarm ").Element("code", alarm.Key)
            .Text($" is raised. {WhatToDo(content, alarm.Key)}"))));
    }

    private static string Done(RunRecord run) => run.Until is { } until
        ? $"Every stage up to {until} did its work, and the run stopped there as asked (--until {until})"
        : "Every stage did its work";

    // The run ended well, and not all of its days did.
    private static void RaisedBefore(MarkupWriter page, ReportContent content)
    {
        var raised = AlarmHistory.Read(content.Entries ?? [])
            .Where(change => change.State == AlarmHistory.Raised)
            .Select(change => change.Alarm)
            .Distinct()
            .ToList();
        if (raised.Count > 0)
        {
            page.Element(
                "p",
                $"During the run, and no longer at its end, the stack raised {string.Join(", ", raised)}: see Alarms.");
        }
    }

    public static string ClassOf(RunRecord.PlaylistRecord playlist) => playlist switch
    {
        { Outcome: "complete" or "unchanged" } => "good",
        { IsWarning: true } => "warning",
        _ => "failure",
    };

    private static string WhatToDo(ReportContent content, string alarm) => content.Stack?.Resources
        .Where(resource => resource.Type == ResourceTypes.MetricAlarm
            && resource.Inputs["name"]?.ToString() == alarm)
        .Select(resource => resource.Inputs["alarmDescription"]?.ToString().ReplaceLineEndings(" "))
        .FirstOrDefault() ?? "";

    private static void List(MarkupWriter page, IEnumerable<Action> items)
    {
        var all = items.ToList();
        if (all.Count == 0)
        {
            return;
        }

        page.Begin("ul", ("class", "prose"));
        foreach (var item in all.Take(Shown).TakeWhile(_ => page.Room > 0))
        {
            page.Begin("li");
            item();
            page.End().Break();
        }

        if (all.Count > Shown)
        {
            page.Element("li", string.Create(
                CultureInfo.InvariantCulture, $"{all.Count - Shown} more, in {RunRecord.FileName}"));
        }

        page.End().Break();
    }
}
