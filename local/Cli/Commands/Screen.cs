using System.Globalization;
using Functions.Lake;
using Local.Aws.Hosting;
using Local.Cli.Reports;
using Local.Twin.Runs;
using Spectre.Console;

namespace Local.Cli.Commands;

/// <summary>The output for a person: colours, progress and tables on a terminal, plain lines when piped.</summary>
internal abstract class Screen
{
    private const int RowsShown = 10;

    /// <summary>The screen for a terminal, or for a pipe.</summary>
    public static Screen Create() =>
        Console.IsOutputRedirected ? new PlainScreen(Console.Out) : new TerminalScreen(AnsiConsole.Console);

    /// <summary>Shows an entry of the timeline, unless it is a detail.</summary>
    public abstract void Show(TimelineEntry entry);

    /// <summary>Shows a query's result: its first rows.</summary>
    /// <param name="result">The result.</param>
    /// <param name="rows">The most rows to show.</param>
    public abstract void Show(ResultTable result, int rows = RowsShown);

    /// <summary>Shows a warning.</summary>
    public abstract void Warn(string text);

    /// <summary>Shows progress until the work is done.</summary>
    public abstract Task<T> WhileRunningAsync<T>(Func<Task<T>> work);

    /// <summary>Reports that the run is done, and the place of its output.</summary>
    public void Done(RunRecord run, string folder) => Good(string.Create(
        CultureInfo.InvariantCulture,
        $"Done in {run.Seconds:0.0} s: {run.Tables.Values.Sum(table => table.Rows)} rows in {run.Tables.Count} tables, "
        + $"{run.Queries.Count} queries{Rejected(run)}. Look at {Path.Combine(folder, HtmlReport.FileName)}"));

    private static string Rejected(RunRecord run) => run.Rejected == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"; entries that could not be read: {run.Rejected}, below {RejectedZone.Prefix} in the processed bucket");

    /// <summary>Reports the reasons for a failed run, and the place of its output.</summary>
    public void Failed(RunRecord run, string folder)
    {
        Bad("The run failed:");
        foreach (var failure in run.Failures)
        {
            Bad("  " + failure);
        }

        Bad($"Its output is in {folder}; an earlier run's output is unchanged.");
    }

    protected abstract void Good(string text);

    protected abstract void Bad(string text);

    protected static string Times(TimelineEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Elapsed.TotalSeconds,7:0.000} s  {entry.Time:yyyy-MM-dd HH:mm}");

    protected static string More(ResultTable result, int rows) =>
        result.Rows.Length > rows
            ? string.Create(CultureInfo.InvariantCulture, $"… {result.Rows.Length - rows} more rows")
            : "";

    protected static IEnumerable<IEnumerable<string>> First(ResultTable result, int rows) =>
        result.Rows.Take(rows).Select(row => row.Select(value => value ?? ""));

    private sealed class PlainScreen(TextWriter writer) : Screen
    {
        private readonly Lock _lock = new();

        public override void Show(TimelineEntry entry)
        {
            if (entry.Kind != TimelineEntryKind.Detail)
            {
                Line($"{Times(entry)}  {entry.Source,-11}  {entry.Text}");
            }
        }

        public override void Show(ResultTable result, int rows)
        {
            Line($"\n{result.Name}: {result.Description}");
            Line("  " + string.Join(" | ", result.Columns));
            foreach (var row in First(result, rows))
            {
                Line("  " + string.Join(" | ", row));
            }

            if (More(result, rows) is { Length: > 0 } more)
            {
                Line("  " + more);
            }
        }

        public override void Warn(string text) => Line("warning: " + text);

        public override Task<T> WhileRunningAsync<T>(Func<Task<T>> work) => work();

        protected override void Good(string text) => Line("\n" + text);

        protected override void Bad(string text) => Console.Error.WriteLine(text);

        private void Line(string text)
        {
            lock (_lock)
            {
                writer.WriteLine(text);
            }
        }
    }

    private sealed class TerminalScreen(IAnsiConsole console) : Screen
    {
        public override void Show(TimelineEntry entry)
        {
            if (entry.Kind == TimelineEntryKind.Detail)
            {
                return;
            }

            var colour = entry.Kind switch
            {
                TimelineEntryKind.Warning => "yellow",
                TimelineEntryKind.Failure => "red",
                _ => "default",
            };
            console.MarkupLine(
                $"[grey]{Times(entry)}[/]  [blue]{Markup.Escape(entry.Source),-11}[/]  "
                + $"[{colour}]{Markup.Escape(entry.Text)}[/]");
        }

        public override void Show(ResultTable result, int rows)
        {
            var table = new Spectre.Console.Table()
                .Border(TableBorder.Rounded)
                .BorderColor(Color.Grey);
            foreach (var column in result.Columns)
            {
                table.AddColumn(Markup.Escape(column));
            }

            foreach (var row in First(result, rows))
            {
                table.AddRow(row.Select(Markup.Escape).ToArray());
            }

            console.MarkupLine($"\n[bold]{Markup.Escape(result.Name)}[/]  {Markup.Escape(result.Description)}");
            console.Write(table);
            if (More(result, rows) is { Length: > 0 } more)
            {
                console.MarkupLine($"[grey]{Markup.Escape(more)}[/]");
            }
        }

        public override void Warn(string text) => console.MarkupLine($"[yellow]{Markup.Escape(text)}[/]");

        public override Task<T> WhileRunningAsync<T>(Func<Task<T>> work) =>
            console.Status().StartAsync("the stack is running", _ => work());

        protected override void Good(string text) => console.MarkupLine($"\n[green]{Markup.Escape(text)}[/]");

        protected override void Bad(string text) => console.MarkupLine($"[red]{Markup.Escape(text)}[/]");
    }
}
