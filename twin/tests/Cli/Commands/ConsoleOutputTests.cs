using Spectre.Console;
using Twin.Cli.Terminal;
using Twin.Host.History;

namespace Twin.Tests.Cli.Commands;

/// <summary>The rows of a query's result on a terminal and in a pipe.</summary>
public sealed partial class ConsoleOutputTests
{
    private const int Rows = 25;

    private static readonly ResultTable Result = new(
        "top_songs",
        "Which songs are on top?",
        ["song"],
        [.. Enumerable.Range(1, Rows).Select(row => ImmutableArray.Create<string?>($"song-{row}"))]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_verbose_run_shows_all_rows(bool isTerminal)
    {
        var shown = Show(isTerminal, isVerbose: true);

        Assert.Equal(Enumerable.Range(1, Rows).Select(row => $"song-{row}"), Songs(shown));
        Assert.DoesNotContain("more rows", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_other_run_shows_three_rows_of_one_query_and_how_many_there_are(bool isTerminal)
    {
        var shown = Show(isTerminal, isVerbose: false);

        Assert.Equal(["song-1", "song-2", "song-3"], Songs(shown));
        Assert.Contains($"top_songs, 3 of {Rows} rows", shown, StringComparison.Ordinal);
        Assert.Matches($" top_songs +{Rows}  Which songs", WithoutCodes(shown));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_rows_that_are_not_shown_are_counted(bool isTerminal)
    {
        var shown = Written(isTerminal, screen => screen.Show(Result, 5, ": look there"));

        Assert.Equal(5, Songs(shown).Count());
        Assert.EndsWith($"… {Rows - 5} more rows: look there\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_that_is_too_narrow_for_the_columns_shows_a_line_for_each_value()
    {
        var columns = Enumerable.Range(1, 9).Select(column => $"a_column_{column}").ToImmutableArray();
        var wide = new ResultTable("", "", columns, [[.. columns.Select(column => $"song-{column[^1]}")]]);

        var shown = Written(isTerminal: true, screen => screen.Show(wide, 5));

        Assert.Equal(
            columns.Select(column => $"{column}  song-{column[^1]}"),
            shown.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(WithoutCodes).Where(line => line.Length > 0));
    }

    [Fact]
    public void A_value_that_is_too_wide_for_a_terminal_takes_several_lines_and_none_in_a_pipe()
    {
        var text = string.Join(' ', Enumerable.Range(1, Rows).Select(word => $"song-{word}"));
        var wide = new ResultTable("", "", ["text"], [[text]]);

        var onTerminal = Written(isTerminal: true, screen => screen.Show(wide, 5));

        Assert.Equal(Enumerable.Range(1, Rows).Select(word => $"song-{word}"), Songs(onTerminal));
        Assert.All(onTerminal.Split('\n').Select(WithoutCodes), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal($"text\n{text}\n", Written(isTerminal: false, screen => screen.Show(wide, 5)));
    }

    [Fact]
    public void A_table_of_costs_fits_a_terminal_and_has_no_marks_of_Markdown()
    {
        var table = new TextTable(
            ["USD a month", "1 playlist", "1,000 playlists"],
            [
                ["**all of it**", "**8.95**", "**13.31**"],
                ["the day on which a named query reads more than `bytesScannedCutoff`", "never", "7,866"],
            ]);

        var lines = Written(isTerminal: true, screen => CostCommand.Show(screen, "dev", [table])).Split('\n')
            .Select(line => WithoutCodes(line).TrimEnd()).ToList();

        Assert.Contains("dev: USD a month", lines);
        Assert.Contains(lines, line => Regex.IsMatch(line, "^all of it +8[.]95 +13[.]31$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, "^the day .* never +7,866$"));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(lines, line => line.Contains('|') || line.Contains('`'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_plays_of_an_export_are_shown_by_kind_with_what_was_dropped(bool isTerminal)
    {
        var history = new RunRecord.HistoryRecord(
            new ExportSummary(
                2, 1239, 7, 3, [new DroppedCount("odd\u001bfield", 1249), new DroppedCount("ip_addr", 9)]),
            Duplicates: 5,
            [
                new RunRecord.PlaysRecord("track", 1234, 4000, 12, "2012-01-01", "2026-10-31"),
                new RunRecord.PlaysRecord("all", 1234, 4000, 12, "2012-01-01", "2026-10-31"),
            ]);

        var lines = Written(isTerminal, screen => screen.Show(history), isVerbose: false).Split('\n')
            .Select(line => WithoutCodes(line).Trim()).ToList();

        Assert.Contains("track  1,234    4,000     12  2012-01-01  2026-10-31", lines);
        var text = string.Join(' ', lines);
        Assert.Contains("Records read: 1,239, in 2 files; not readable: 3;", text, StringComparison.Ordinal);
        Assert.Contains("left out as private sessions: 7 (--private-sessions", text, StringComparison.Ordinal);
        Assert.Contains("odd\\u001bfield 1,249, ip_addr 9.", text, StringComparison.Ordinal);
        Assert.Contains("Duplicates removed: 5.", text, StringComparison.Ordinal);
    }

    private static string Show(bool isTerminal, bool isVerbose) =>
        Written(isTerminal, screen => screen.Show([Result]), isVerbose);

    private static string Written(bool isTerminal, Action<ConsoleOutput> show, bool isVerbose = true)
    {
        using var written = new StringWriter();
        var screen = isTerminal
            ? ConsoleOutput.Create(VisibleConsole.Create(new AnsiConsoleOutput(written), AnsiSupport.Yes), isVerbose)
            : ConsoleOutput.Create(written, written, isVerbose);
        show(screen);
        return written.ToString();
    }

    private static string WithoutCodes(string line) => Code().Replace(line, "");

    private static IEnumerable<string> Songs(string shown) => Song().Matches(shown).Select(song => song.Value);

    [GeneratedRegex("\u001b\\[[0-9;]*[A-Za-z]")]
    private static partial Regex Code();

    [GeneratedRegex("song-[0-9]+")]
    private static partial Regex Song();
}
