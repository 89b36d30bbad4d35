using Functions.Lake;
using Twin.Cli.Charts;
using Twin.Cli.Music;

namespace Twin.Cli.Reports;

/// <summary>The run's part of the report: its outcome, its way, its timeline, and what stands behind them.</summary>
internal static class RunPart
{
    public const string Id = "run";

    public static void Write(MarkupWriter page, ReportContent content)
    {
        var run = content.Run;
        page.Begin("section", ("aria-labelledby", Id)).Element("h2", "The run", ("id", Id)).Break();
        OutcomeSection.Write(page, content);
        Numbers(page, run);
        Topology(page, content);
        TimelineSection.WriteChart(page, content);
        History(page, run);
        Playlists(page, run);
        Rejected(page, content);
        SpotifySection.Write(page, content);
        AlarmSection.Write(page, content);
        Cost(page, content);
        Section(page, "Tables", ["table", "rows", "partitions in the catalog"], run.Tables.Select(table =>
            Row(table.Key, table.Value.Rows, table.Value.Partitions)));
        Section(page, "Functions", ["function", "invocations", "errors", "seconds"], run.Functions.Select(function =>
            Row(
                new Marked(function.Key, "name"),
                function.Value.Invocations,
                function.Value.Errors,
                new Marked(function.Value.Seconds.ToString("0.0", CultureInfo.InvariantCulture), "n"))));
        Section(page, "Glue jobs", ["job", "runs", "errors", "seconds", "Spark"], run.Jobs?.Select(job =>
            Row(
                new Marked(job.Key, "name"),
                job.Value.Runs,
                job.Value.Errors,
                new Marked(job.Value.Seconds.ToString("0.0", CultureInfo.InvariantCulture), "n"),
                job.Value.Spark ? "ran" : "did not run: the job's transformation ran without it")) ?? []);
        Section(
            page, "Calls that IAM refused", ["principal", "action", "resource", "times"], run.Denied.Select(denied =>
            Row(denied.Principal, denied.Action, denied.Resource, denied.Times)));
        Section(page, "Permissions that this run did not use", ["role", "statement", "action", "resource"],
            run.UnusedPermissions.Select(unused => Row(unused.Role, unused.Statement, unused.Action, unused.Resource)),
            "permission");
        Section(page, "Declared, but not run by the twin", ["property"], run.NotSimulated.Select(line => Row(line)));
        Section(page, "Metrics of the functions", ["metric", "dimensions", "unit", "sum", "values"],
            run.Metrics.Select(metric => Row(
                metric.Name, Text(metric.Dimensions), metric.Units, metric.Sum, (long)metric.Samples)),
            "metric");
        Section(page, "Metrics that are named and that nobody wrote", ["metric", "dimensions", "named by"],
            run.UnknownMetrics.Select(metric => Row(
                $"{metric.Namespace} {metric.Name}", Text(metric.Dimensions), string.Join(", ", metric.NamedBy))));
        TimelineSection.WriteEntries(page, content);
        page.End().Break();
    }

    /// <summary>A section with a table; none if there is no row.</summary>
    /// <param name="counted">A row in a word, for a table that is opened by a click on the number of its rows; null for
    /// one that is open.</param>
    public static void Section(
        MarkupWriter page,
        string title,
        ImmutableArray<string> columns,
        IEnumerable<ImmutableArray<object?>> rows,
        string? counted = null)
    {
        var table = new DataTable(title, columns, [.. rows]);
        if (table.Rows.IsEmpty)
        {
            return;
        }

        page.Element("h3", title).Break();
        if (counted is null)
        {
            table.WriteTo(page);
        }
        else
        {
            table.WriteFoldedTo(page, PlaylistFigures.Count(table.Rows.Length, counted));
        }
    }

    public static Marked Time(DateTimeOffset time) =>
        new(time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), "n");

    public static ImmutableArray<object?> Row(params ImmutableArray<object?> cells) => cells;

    private static void Numbers(MarkupWriter page, RunRecord run)
    {
        page.Begin("dl", ("class", "numbers")).Break();
        Number("playlists", run.Playlists.Length);
        Number("rows in the tables", run.Tables.Values.Sum(table => table.Rows));
        Number("invocations", run.Functions.Values.Sum(function => function.Invocations));
        Number("named queries", run.Queries.Count);
        Number("calls refused by IAM", run.Denied.Sum(denied => denied.Times));
        Number("alarms raised", run.Alarms.Values.Count(alarm => alarm.State == AlarmHistory.Raised));
        Number("entries not readable", run.Rejected);
        if (run.Unmatched is { } unmatched)
        {
            Number("plays without a record", unmatched);
        }

        Number("seconds", run.Seconds);
        page.End().Break();

        void Number(string what, double value) => page.Begin("div").Element("dt", what)
            .Element("dd", value.ToString("#,0.#", CultureInfo.InvariantCulture)).End().Break();
    }

    private static void Topology(MarkupWriter page, ReportContent content)
    {
        page.Element("h3", "The way of the data").Break();
        if (TopologyPicture.Draw(content) is { } figure)
        {
            figure.WriteTo(page);
        }
        else
        {
            page.Element(
                "p", $"{StackRecord.FileName} does not tell how the stages are connected, so there is no picture.");
        }
    }

    private static void History(MarkupWriter page, RunRecord run)
    {
        if (run.History is { } history)
        {
            Section(page, "The plays of the export", HistoryText.Columns, history.Plays.Select(kind =>
                Row(kind.Kind, kind.Plays, kind.Minutes, kind.Songs, kind.FirstDay, kind.LastDay)));
            foreach (var line in HistoryText.Lines(history))
            {
                page.Element("p", line).Break();
            }
        }

        Section(page, "Left out of the input", ["file or record"], run.Warnings.Select(warning =>
            Row(new Marked(warning, "prose"))));
    }

    private static void Playlists(MarkupWriter page, RunRecord run) => Section(
        page,
        "Playlists",
        ["playlist", "id", "entries", "outcome", "reason", "what to do"],
        run.Playlists.Select(playlist => Row(
            playlist.Name,
            new Marked(playlist.Id, "name"),
            playlist.Entries,
            playlist.Outcome is { } outcome ? new Marked(outcome, OutcomeSection.ClassOf(playlist)) : null,
            new Marked(playlist.Reason ?? "", "prose"),
            new Marked(playlist.Advice ?? "", "prose"))));

    private static void Rejected(MarkupWriter page, ReportContent content)
    {
        page.Element("h3", "Rejected entries").Break();
        if (content.Run.Rejected == 0)
        {
            page.Element("p", "Every entry could be read.");
            return;
        }

        page.Element("p", string.Create(
            CultureInfo.InvariantCulture,
            $"{content.Run.Rejected} {(content.Run.Rejected == 1 ? "entry" : "entries")} could not be read, and got no "
            + $"row. They are kept as Spotify sent them, below {RejectedZone.Prefix} in the processed bucket. To read "
            + $"them after a correction of the code: dotnet dev.cs replay."));
        if (!content.Rejected.IsEmpty)
        {
            new DataTable(
                "Rejected entries",
                ["object", "position", "reason"],
                [
                    .. content.Rejected.Select(entry =>
                        Row(entry.Object, entry.Position, new Marked(entry.Reason, "prose"))),
                ]).WriteTo(page);
        }
    }

    private static void Cost(MarkupWriter page, ReportContent content)
    {
        page.Element("h3", "What it would cost a month", ("id", "cost")).Break();
        if (content.Cost is not { } cost)
        {
            page.Element("p", content.Run.History is null
                ? $"The folder has no {MonthlyCost.FileName}, so there is no cost to show."
                : "An import happens once, so it has no cost a month.");
            return;
        }

        string Money(double amount) => amount is > 0 and < 0.005
            ? "< 0.01"
            : amount.ToString("0.00", CultureInfo.InvariantCulture);
        page.Element("p", string.Create(
            CultureInfo.InvariantCulture,
            $"On AWS, a first month of days like those of this run would cost {Money((double)cost.Total)} "
            + $"{cost.Currency}; {Money((double)cost.AboveAllowances)} {cost.Currency} above what AWS gives every "
            + $"account free. Prices of {cost.PricesOf:yyyy-MM-dd} for {cost.Region}."));
        if (!cost.Services.IsEmpty)
        {
            new Figure(
                "cost-of-services",
                $"{cost.Currency} a month by service",
                "Without any free allowance. An estimate: the run’s use, divided by its days.",
                new BarChart(
                    [
                        .. cost.Services.OrderByDescending(service => service.Amount).Select(service =>
                            new Bar(service.Service, cost.Currency + " a month", (double)service.Amount)),
                    ],
                    Money),
                new DataTable(
                    "Cost by service",
                    ["service", $"{cost.Currency} a month"],
                    [
                        .. cost.Services.Select(service =>
                            Row(service.Service, new Marked(Money((double)service.Amount), "n"))),
                        Row("all of it", new Marked(Money((double)cost.Total), "n")),
                    ])).WriteTo(page);
        }
    }

    private static string Text(ImmutableSortedDictionary<string, string> dimensions) =>
        string.Join(", ", dimensions.Select(dimension => $"{dimension.Key}={dimension.Value}"));
}
