using System.Globalization;
using Functions.Lake;
using Local.Aws.Hosting;
using Local.Cli.Reports;
using Local.Cli.Terminal;
using Local.Twin.Runs;
using Spectre.Console;

namespace Local.Cli.Commands;

/// <summary>What a person sees: colours, progress and tables on a terminal, plain lines when piped.</summary>
internal abstract class Screen
{
    private const int RowsShown = 10;

    /// <summary>The one that fits where the output goes.</summary>
    public static Screen Create() =>
        Console.IsOutputRedirected ? new PlainScreen(Console.Out) : new TerminalScreen(VisibleConsole.Output());

    /// <summary>Shows a entry of the timeline, unless it is a detail.</summary>
    public abstract void Show(TimelineEntry entry);

    /// <summary>Shows a query's result: its first rows.</summary>
    /// <param name="result">The result.</param>
    /// <param name="rows">How many rows at most.</param>
    public abstract void Show(ResultTable result, int rows = RowsShown);

    /// <summary>Shows something that a person should look at.</summary>
    public abstract void Warn(string text);

    /// <summary>Shows that work is under way until it is done.</summary>
    public abstract Task<T> WhileRunningAsync<T>(Func<Task<T>> work);

    /// <summary>Says that the run is done, and where its output is.</summary>
    public void Done(RunRecord run, string folder) => Good(string.Create(
        CultureInfo.InvariantCulture,
        $"Done in {run.Seconds:0.0} s: {run.Tables.Values.Sum(table => table.Rows)} rows in {run.Tables.Count} tables, "
        + $"{run.Queries.Count} queries{Rejected(run)}. Look at {Path.Combine(folder, HtmlReport.FileName)}"));

    private static string Rejected(RunRecord run) => run.Rejected == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"; entries that could not be read: {run.Rejected}, below {RejectedZone.Prefix} in the processed bucket");

    /// <summary>Says why the run failed, and where its output is.</summary>
    public void Failed(RunRecord run, string folder)
    {
        Bad("The run failed:");
        foreach (var failure in run.Failures)
        {
            Bad("  " + failure);
        }

        Bad($"What it left is in {folder}; an earlier run's output is as it was.");
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

    protected static IEnumerable<string> Columns(ResultTable result) => result.Columns.Select(VisibleText.OnOneLine);

    protected static IEnumerable<IEnumerable<string>> First(ResultTable result, int rows) =>
        result.Rows.Take(rows).Select(row => row.Select(value => VisibleText.OnOneLine(value ?? "")));

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
            Line("");
            Line($"{result.Name}: {result.Description}");
            Line("  " + string.Join(" | ", Columns(result)));
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

        protected override void Good(string text)
        {
            Line("");
            Line(text);
        }

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
                $"[grey]{Times(entry)}[/]  [blue]{Message(entry.Source),-11}[/]  "
                + $"[{colour}]{Message(entry.Text)}[/]");
        }

        public override void Show(ResultTable result, int rows)
        {
            var table = new Spectre.Console.Table()
                .Border(TableBorder.Rounded)
                .BorderColor(Color.Grey);
            foreach (var column in Columns(result))
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

        public override void Warn(string text) => console.MarkupLine($"[yellow]{Message(text)}[/]");

        public override Task<T> WhileRunningAsync<T>(Func<Task<T>> work) =>
            console.Status().StartAsync("the stack is running", _ => work());

        protected override void Good(string text) => console.MarkupLine($"\n[green]{Message(text)}[/]");

        protected override void Bad(string text) => console.MarkupLine($"[red]{Message(text)}[/]");

        private static string Message(string text) => Markup.Escape(VisibleText.OfMessage(text));
    }
}
