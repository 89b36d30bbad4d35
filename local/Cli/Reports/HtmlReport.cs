using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Local.Aws.Hosting;
using Local.Cli.Terminal;
using Local.Twin.Runs;

namespace Local.Cli.Reports;

/// <summary>The report of a run as one self-contained page: no script, no style sheet, no network.</summary>
internal static class HtmlReport
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "report.html";

    private const int RowsShown = 25;
    private const string Raised = "ALARM";

    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f37; --bad: #c62828; --warn: #9a6700 }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.6rem; margin-bottom: .2rem } h2 { font-size: 1.2rem; margin-top: 2.2rem }
        p.lead { margin-top: 0; opacity: .75 }
        .numbers { display: flex; flex-wrap: wrap; gap: .8rem; margin: 1.2rem 0 }
        .number { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem; min-width: 6.5rem }
        .number b { display: block; font-size: 1.35rem } .number span { opacity: .7; font-size: .85rem }
        .scroll { overflow-x: auto } table { border-collapse: collapse; font-size: .9rem }
        th, td { text-align: left; padding: .25rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top }
        h1 code { font-size: inherit }
        th { font-weight: 600; background: var(--soft); white-space: nowrap } td.n { text-align: right; white-space: nowrap }
        #details:not(:checked) ~ div .detail { display: none }
        .failure { color: var(--bad) } .warning { color: var(--warn) } .good { color: var(--good) }
        td.name { white-space: nowrap } .null { opacity: .4 } code { font-size: .85rem } summary { cursor: pointer }
        """;

    /// <summary>Writes the page.</summary>
    public static void Write(
        string folder, RunRecord run, ImmutableArray<TimelineEntry> entries, ImmutableArray<ResultTable> results)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>SpotifyStack run: {Escape(run.Stack)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>The stack <code>{Escape(run.Stack)}</code>, run on this machine</h1>

            """);
        Summary(page, run);
        Playlists(page, run);
        Results(page, results);
        Section(page, "Tables", ["table", "rows", "partitions"], run.Tables.Select(table =>
            Row(table.Key, table.Value.Rows, table.Value.Partitions)));
        Section(page, "Functions", ["function", "invocations", "errors", "seconds"], run.Functions.Select(function =>
            Row(function.Key, function.Value.Invocations, function.Value.Errors, function.Value.Seconds)));
        Monitoring(page, run);
        Section(page, "Calls that IAM refused", ["principal", "action", "resource", "times"], run.Denied.Select(denied =>
            Row(denied.Principal, denied.Action, denied.Resource, denied.Times)));
        Section(page, "Permissions that this run did not use", ["role", "statement", "action", "resource"],
            run.UnusedPermissions.Select(unused => Row(unused.Role, unused.Statement, unused.Action, unused.Resource)));
        Section(page, "Declared, but not run by the twin", [""], run.NotSimulated.Select(line => Row(line)));
        TimelineOf(page, entries);
        page.Append("</body>\n</html>\n");

        File.WriteAllText(Path.Combine(folder, FileName), page.ToString());
    }

    private static void Summary(StringBuilder page, RunRecord run)
    {
        page.Append(run.Failures.IsEmpty
            ? "<p class=\"lead good\">Every stage did its work.</p>\n"
            : "<ul class=\"failure\">" + string.Concat(run.Failures.Select(failure => $"<li>{Escape(failure)}</li>")) + "</ul>\n");

        page.Append("<div class=\"numbers\">\n");
        Number("playlists", run.Playlists.Length);
        Number("rows in the tables", run.Tables.Values.Sum(table => table.Rows));
        Number("invocations", run.Functions.Values.Sum(function => function.Invocations));
        Number("named queries", run.Queries.Count);
        Number("calls refused by IAM", run.Denied.Sum(denied => denied.Times));
        Number("alarms raised", run.Alarms.Values.Count(alarm => alarm.State == Raised));
        Number("seconds", run.Seconds);
        page.Append("</div>\n");

        void Number(string what, object value) => page.Append(
            CultureInfo.InvariantCulture, $"<div class=\"number\"><b>{Text(value)}</b><span>{what}</span></div>\n");
    }

    private static void Playlists(StringBuilder page, RunRecord run)
    {
        Section(page, "Playlists", ["playlist", "id", "entries", "outcome", "reason", "what to do"],
            run.Playlists.Select(playlist => Row(
                playlist.Name,
                playlist.Id,
                playlist.Entries,
                playlist.Outcome is { } outcome ? new Marked(outcome, ClassOfOutcome(playlist)) : null,
                playlist.Reason ?? "",
                playlist.Advice ?? "")));
        Section(page, "Requests to Spotify", ["for", "status", "requests"], run.Spotify.Requests.Select(requests =>
            Row(requests.Kind, requests.Status == 0 ? "cut off" : Text(requests.Status), requests.Count)));
        Section(page, "What went wrong at Spotify", ["fault", "times"], run.Spotify.Faults.Select(fault =>
            Row(fault.Key, fault.Value)));
    }

    private static string ClassOfOutcome(RunRecord.PlaylistRecord playlist) => playlist switch
    {
        { Outcome: "complete" or "unchanged" } => "good",
        { WaitingUntil: not null } => "warning",
        _ => "failure",
    };

    private static void Results(StringBuilder page, ImmutableArray<ResultTable> results)
    {
        page.Append("<h2>Named queries</h2>\n");
        foreach (var result in results)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <details open><summary><b>{Escape(result.Name)}</b>: {Escape(result.Description)}</summary>

                """);
            TableOf(page, result.Columns, result.Rows.Take(RowsShown).Select(row => row.Cast<object?>()));
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"lead\">{result.Rows.Length} rows: queries/{Escape(result.Name)}.csv</p></details>\n");
        }
    }

    private static void Monitoring(StringBuilder page, RunRecord run)
    {
        Section(page, "Alarms", ["alarm", "state", "reason"], run.Alarms.Select(alarm => Row(
            new Marked(alarm.Key, "name"),
            new Marked(alarm.Value.State, ClassOf(alarm.Value.State)),
            alarm.Value.Reason)));
        Section(page, "Notifications", ["stack's clock", "topic", "subject", "to"],
            run.Notifications.Select(sent => Row(
                sent.Time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                sent.Topic,
                sent.Subject,
                sent.Recipients.IsEmpty ? "nobody has subscribed" : string.Join(", ", sent.Recipients))));
        Section(page, "Metrics of the functions", ["metric", "dimensions", "unit", "sum", "values"],
            run.Metrics.Select(metric => Row(
                metric.Name, Text(metric.Dimensions), metric.Units, metric.Sum, (long)metric.Samples)));
        Section(page, "Metrics that are named and that nobody wrote", ["metric", "dimensions", "named by"],
            run.UnknownMetrics.Select(metric => Row(
                $"{metric.Namespace} {metric.Name}", Text(metric.Dimensions), string.Join(", ", metric.NamedBy))));
    }

    private static string ClassOf(string state) => state switch
    {
        Raised => "failure",
        "OK" => "good",
        _ => "warning",
    };

    private static string Text(ImmutableSortedDictionary<string, string> dimensions) =>
        string.Join(", ", dimensions.Select(dimension => $"{dimension.Key}={dimension.Value}"));

    private static void TimelineOf(StringBuilder page, ImmutableArray<TimelineEntry> entries)
    {
        page.Append("<h2>Timeline</h2>\n<input type=\"checkbox\" id=\"details\"> "
            + "<label for=\"details\">requests to Spotify and the functions' logs too</label>\n"
            + "<div class=\"scroll\"><table>\n"
            + "<tr><th>after</th><th>stack's clock</th><th>source</th><th></th></tr>\n");
        foreach (var entry in entries)
        {
            var kind = entry.Kind switch
            {
                TimelineEntryKind.Failure => "failure",
                TimelineEntryKind.Warning => "warning",
                TimelineEntryKind.Detail => "detail null",
                _ => "",
            };
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr class="{kind}"><td class="n">{entry.Elapsed.TotalSeconds:0.000} s</td>
                <td class="name">{entry.Time:yyyy-MM-dd HH:mm:ss}</td><td>{Escape(entry.Source)}</td><td>{Escape(entry.Text)}</td></tr>

                """);
        }

        page.Append("</table></div>\n");
    }

    private static void Section(
        StringBuilder page, string title, ImmutableArray<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(title)}</h2>\n");
            TableOf(page, columns, all);
        }
    }

    private static void TableOf(
        StringBuilder page, ImmutableArray<string> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        page.Append("<div class=\"scroll\"><table>\n<tr>");
        page.AppendJoin("", columns.Select(column => $"<th>{Escape(column)}</th>")).Append("</tr>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(Cell)).Append("</tr>\n");
        }

        page.Append("</table></div>\n");
    }

    private static object?[] Row(params object?[] cells) => cells;

    private static string Cell(object? value) => value switch
    {
        null => "<td class=\"null\">null</td>",
        string text => $"<td>{Escape(text)}</td>",
        Marked marked => $"<td class=\"{marked.Class}\">{Escape(marked.Text)}</td>",
        _ => $"<td class=\"n\">{Text(value)}</td>",
    };

    private static string Text(object value) => value is double number
        ? number.ToString("0.0", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Escape(string text) => WebUtility.HtmlEncode(VisibleText.OnOneLine(text));

    private sealed record Marked(string Text, string Class);
}
