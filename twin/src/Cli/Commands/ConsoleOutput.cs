using Functions.Lake;
using Spectre.Console;
using Twin.Aws.Hosting;
using Twin.Cli.Reports;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

/// <summary>The output for a person: colours, progress and tables on a terminal, plain lines when piped.</summary>
/// <param name="isVerbose">True for every step and all rows of each query; otherwise, a run fits one screen.</param>
internal abstract class ConsoleOutput(bool isVerbose)
{
    // Queries that must have no rows: only their number is shown.
    private const string Quality = "quality_";

    private const int RowsShownInShort = 3;
    private const string Indentation = "  ";
    private const string QueryShownInShort = "top_songs";

    public static ConsoleOutput Create(CommandContext context, bool isVerbose = true) =>
        context.Terminal is { } terminal
            ? Create(terminal, isVerbose)
            : Create(context.Output, context.Errors, isVerbose);

    public static ConsoleOutput Create(TextWriter pipe, TextWriter errors, bool isVerbose) =>
        new PlainScreen(pipe, errors, isVerbose);

    public static ConsoleOutput Create(IAnsiConsole terminal, bool isVerbose) =>
        new TerminalScreen(terminal, isVerbose);

    protected abstract int Width { get; }

    /// <summary>The width of a result with all its values.</summary>
    protected abstract int WidthOfRows { get; }

    /// <summary>Shows an entry of the timeline, unless it is a detail.</summary>
    public void Show(TimelineEntry entry)
    {
        if (entry.Kind >= (isVerbose ? TimelineEntryKind.Event : TimelineEntryKind.Milestone))
        {
            Write(entry);
        }
    }

    public void Show(IEnumerable<ResultTable> results)
    {
        if (isVerbose)
        {
            foreach (var result in results)
            {
                Show(result, result.Rows.Length);
            }

            return;
        }

        WriteLine();
        ShowInShort([.. results]);
    }

    public void Show(ResultTable result, int rows, string rest = "")
    {
        if (result.Name.Length > 0)
        {
            WriteLine();
            WriteLine(VisibleText.OnOneLine($"{result.Name}: {result.Description}"), isTitle: true);
        }

        var table = Shown(result, rows);
        if (ConsoleTable.WidthOf(table[0]) > WidthOfRows)
        {
            ShowValues(table);
        }
        else
        {
            foreach (var (index, line) in ConsoleTable.WholeLines(table, WidthOfRows, result.Numbers).Index())
            {
                WriteLine(line, isTitle: index == 0);
            }
        }

        if (result.Rows.Length > rows)
        {
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"… {result.Rows.Length - rows} more rows{rest}"));
        }
    }

    /// <summary>Shows what was read from an export, what was not kept of it, and the plays that it gave.</summary>
    public void Show(RunRecord.HistoryRecord history)
    {
        WriteLine();
        if (!history.Plays.IsEmpty)
        {
            WriteLine("The plays, from play_history", isTitle: true);
            foreach (var line in ConsoleTable.Lines(HistoryText.Plays(history), Width - Indentation.Length, 1, 2, 3))
            {
                WriteLine(Indentation + line);
            }
        }

        foreach (var line in HistoryText.Lines(history))
        {
            WriteLine(line);
        }
    }

    public abstract void Warn(string text);

    /// <summary>Shows a warning about the input. In a pipe it is not among the results.</summary>
    public abstract void Problem(string text);

    /// <summary>Shows progress until the work is done.</summary>
    public abstract Task<T> WhileRunningAsync<T>(Func<Task<T>> work);

    public void Done(RunRecord run, string folder)
    {
        if (isVerbose)
        {
            WriteLine();
        }

        Good(string.Create(
            CultureInfo.InvariantCulture,
            $"Done in {run.Seconds:0.0} s{(run.Until is { } until ? $", until {until}" : "")}: "
            + $"{run.Tables.Values.Sum(table => table.Rows)} rows in {run.Tables.Count} tables, {run.Queries.Count} "
            + $"queries{Rejected(run)}. Look at "
            + $"{Path.Combine(folder, HtmlReport.FileName)}"));
    }

    private static string Rejected(RunRecord run) => run.Rejected == 0
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"; entries that could not be read: {run.Rejected}, below {RejectedZone.Prefix} in the processed bucket");

    public void Failed(RunRecord run, string folder)
    {
        Bad("The run failed:");
        foreach (var failure in run.Failures)
        {
            Bad("  " + failure);
        }

        Bad("An earlier run's output is unchanged. "
            + $"The output of this one is in {folder}: look at {Path.Combine(folder, HtmlReport.FileName)}");
    }

    protected abstract void Write(TimelineEntry entry);

    protected abstract void WriteLine(string text = "", bool isTitle = false);

    protected abstract void Good(string text);

    protected abstract void Bad(string text);

    /// <summary>The time of an entry: with what has elapsed where all of them are shown.</summary>
    protected string Times(TimelineEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(isVerbose ? $"{entry.Elapsed.TotalSeconds,7:0.000} s  " : "")}{entry.Time:yyyy-MM-dd HH:mm}");

    /// <summary>The source of an entry, where a milestone is not all that is shown.</summary>
    protected string SourceOf(TimelineEntry entry) =>
        isVerbose || entry.Kind != TimelineEntryKind.Milestone ? $"{entry.Source,-11}  " : "";

    private static ImmutableArray<ImmutableArray<string>> Shown(ResultTable result, int rows) =>
    [
        [.. result.Columns.Select(VisibleText.OnOneLine)],
        .. result.Rows.Take(rows).Select(row =>
            row.Select(value => VisibleText.OnOneLine(value ?? "")).ToImmutableArray()),
    ];

    /// <summary>Shows a table that has more columns than fit: a line for each value.</summary>
    private void ShowValues(ImmutableArray<ImmutableArray<string>> table)
    {
        foreach (var row in table.Skip(1))
        {
            WriteLine();
            foreach (var line in ConsoleTable.Lines(
                [.. table[0].Zip(row, (column, value) => ImmutableArray.Create(column, value))], int.MaxValue))
            {
                WriteLine(line);
            }
        }
    }

    private void ShowInShort(ImmutableArray<ResultTable> results)
    {
        foreach (var result in results.Where(result => result.Name == QueryShownInShort).Select(WithoutIds))
        {
            var shown = Math.Min(result.Rows.Length, RowsShownInShort);
            WriteLine(ConsoleTable.Fit(Title(result, shown), Width), isTitle: true);
            foreach (var line in ConsoleTable.Lines(Shown(result, shown), Width - Indentation.Length, result.Numbers))
            {
                WriteLine(Indentation + line);
            }
        }

        WriteLine("The named queries: dotnet dev.cs query --name NAME shows all rows of one", isTitle: true);
        var names = results.Where(result => !result.Rows.IsEmpty).Select(result => ImmutableArray.Create(
            result.Name,
            result.Rows.Length.ToString(CultureInfo.InvariantCulture),
            VisibleText.OnOneLine(result.Description)));
        foreach (var line in ConsoleTable.Lines(
            [["query", "rows", "answer"], .. names], Width - Indentation.Length, 1))
        {
            WriteLine(Indentation + line);
        }

        var last = "";
        foreach (var name in results.Where(result => result.Rows.IsEmpty)
            .GroupBy(result => result.Name.StartsWith(Quality, StringComparison.Ordinal) ? Quality : result.Name)
            .Select(same => same.Key == Quality ? $"{Quality}… ({same.Count()})" : same.Key))
        {
            var longer = last.Length == 0 ? $"{Indentation}without rows: {name}" : $"{last}, {name}";
            if (longer.Length >= Width)
            {
                WriteLine(last + ",");
                longer = $"{Indentation}  {name}";
            }

            last = longer;
        }

        if (last.Length > 0)
        {
            WriteLine(last);
        }
    }

    private static ResultTable WithoutIds(ResultTable result) => result.Columns is ["playlist_id", ..]
        ? result with
        {
            Columns = result.Columns[1..],
            Rows = [.. result.Rows.Select(row => row[1..])],
            Numbers = [.. result.Numbers.Select(column => column - 1)],
        }
        : result;

    private static string Title(ResultTable result, int shown) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Name}, {(shown < result.Rows.Length ? $"{shown} of " : "")}{result.Rows.Length} rows");

    private sealed class PlainScreen(TextWriter writer, TextWriter errors, bool isVerbose) : ConsoleOutput(isVerbose)
    {
        private readonly Lock _lock = new();

        // As in most places to which somebody copies it.
        protected override int Width => 100;

        // Nothing is cut in a pipe: less -S scrolls.
        protected override int WidthOfRows => int.MaxValue;

        public override void Warn(string text) => WriteLine("warning: " + text);

        public override void Problem(string text) => errors.WriteLine("warning: " + text);

        public override Task<T> WhileRunningAsync<T>(Func<Task<T>> work) => work();

        protected override void Write(TimelineEntry entry) =>
            WriteLine($"{Times(entry)}  {SourceOf(entry)}{entry.Text}");

        protected override void WriteLine(string text = "", bool isTitle = false)
        {
            lock (_lock)
            {
                writer.WriteLine(text);
            }
        }

        protected override void Good(string text) => WriteLine(text);

        protected override void Bad(string text) => errors.WriteLine(text);
    }

    private sealed class TerminalScreen(IAnsiConsole console, bool isVerbose) : ConsoleOutput(isVerbose)
    {
        // A terminal breaks a line that fills the last column.
        protected override int Width => console.Profile.Width - 1;
        protected override int WidthOfRows => Width;

        public override void Warn(string text) => WriteLine("yellow", text);

        public override void Problem(string text) => Warn(text);

        public override Task<T> WhileRunningAsync<T>(Func<Task<T>> work) =>
            console.Status().StartAsync("the stack is running", _ => work());

        protected override void Write(TimelineEntry entry)
        {
            var colour = entry.Kind switch
            {
                TimelineEntryKind.Warning => "yellow",
                TimelineEntryKind.Failure => "red",
                _ => "default",
            };
            console.Write(new WholeLine(
                ("grey", $"{Times(entry)}  "),
                ("blue", SourceOf(entry)),
                (colour, VisibleText.OfMessage(entry.Text))));
        }

        protected override void WriteLine(string text = "", bool isTitle = false) =>
            WriteLine(isTitle ? "bold" : "default", text);

        protected override void Good(string text) => WriteLine("green", text);

        protected override void Bad(string text) => WriteLine("red", text);

        private void WriteLine(string style, string text) =>
            console.Write(new WholeLine((style, VisibleText.OfMessage(text))));
    }
}
