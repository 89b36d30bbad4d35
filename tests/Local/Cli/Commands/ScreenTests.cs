using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Local.Cli.Commands;
using Local.Cli.Reports;
using Local.Cli.Terminal;
using Spectre.Console;

namespace Tests.Local.Cli.Commands;

/// <summary>The rows of a query's result on a terminal and in a pipe.</summary>
public sealed partial class ScreenTests
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
    public void Any_other_run_shows_three_rows_and_how_many_there_are(bool isTerminal)
    {
        var shown = Show(isTerminal, isVerbose: false);

        Assert.Equal(["song-1", "song-2", "song-3"], Songs(shown));
        Assert.Contains($"(3 of {Rows} rows)", shown, StringComparison.Ordinal);
    }

    private static string Show(bool isTerminal, bool isVerbose)
    {
        using var written = new StringWriter();
        var screen = isTerminal
            ? Screen.Of(VisibleConsole.Create(new AnsiConsoleOutput(written), AnsiSupport.Yes), isVerbose)
            : Screen.Of(written, isVerbose);
        screen.Show([Result]);
        return written.ToString();
    }

    private static IEnumerable<string> Songs(string shown) => Song().Matches(shown).Select(song => song.Value);

    [GeneratedRegex("song-[0-9]+")]
    private static partial Regex Song();
}
