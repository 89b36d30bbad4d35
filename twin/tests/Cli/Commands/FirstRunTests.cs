using Infra.Queries;
using Twin.Cli.Terminal;
using Twin.Tests.Cli.Operations;

namespace Twin.Tests.Cli.Commands;

public sealed partial class FirstRunTests(FirstRun run) : IClassFixture<FirstRun>
{
    private const int LinesOfScreen = 45;
    private const int ColumnsOfScreen = 100;
    private const int Days = 7;

    [Fact]
    public void A_run_without_options_takes_a_week_and_fits_one_screen()
    {
        Assert.Equal((ExitCodes.Done, ""), (run.End.ExitCode, run.End.Errors));
        var lines = run.End.Output.TrimEnd().Split('\n');
        Assert.InRange(lines.Length, Days + QueryFile.All.Count(query => RowsOf(query.Name) > 0), LinesOfScreen);
        Assert.All(lines[..^1], line => Assert.InRange(ConsoleTable.WidthOf([line]), 0, ColumnsOfScreen));
        Assert.StartsWith("Done in ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(1, Days).Select(day => $"2026-11-0{day} 06:00"),
            lines.Select(line => Day().Match(line)).Where(day => day.Success).Select(day => day.Groups["time"].Value));
        var withoutRows = Array.FindIndex(
            lines, line => line.StartsWith("  without rows: ", StringComparison.Ordinal));
        foreach (var query in QueryFile.All)
        {
            if (RowsOf(query.Name) is > 0 and var rows)
            {
                var line = Assert.Single(lines, line => line.StartsWith($"  {query.Name} ", StringComparison.Ordinal));
                Assert.Equal(rows, int.Parse(Count().Match(line).Groups["rows"].Value, null));
            }
            else
            {
                Assert.Contains(
                    query.Name.StartsWith("quality_", StringComparison.Ordinal) ? "quality_… (5)" : query.Name,
                    string.Join(' ', lines[withoutRows..]),
                    StringComparison.Ordinal);
            }
        }

        var title = Array.IndexOf(lines, $"top_songs, 3 of {RowsOf("top_songs")} rows");
        Assert.Equal(
            3, lines[(title + 2)..].TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Count());
        Assert.True(RowsOf("movers") > 10);
        Assert.True(RowsOf("entries_and_exits") > 5);
    }

    [Fact]
    public void A_run_prints_each_line_of_the_output_in_the_README()
    {
        var output = run.End.Output.Replace(run.Out, "out", StringComparison.Ordinal);

        Assert.Empty(Lines(Page.Get("README.md").BlockOf("text")).Except(Lines(output)));

        // The duration is another machine's.
        static IEnumerable<string> Lines(string text) =>
            text.ReplaceLineEndings("\n").Replace('\\', '/').Split('\n')
                .Select(line => Duration().Replace(line.TrimStart(), "#"));
    }

    [Fact]
    public async Task Own_lists_are_named_in_the_record_and_replayed_as_playlists_are()
    {
        using var copy = new CopiedRun(run.Out);

        var end = await TwinCommand.RunAsync(
            "replay", "--playlist-id", "liked", "--playlist-id", "top-tracks:short", "--from", "2026-11-06", "--to",
            "2026-11-07", "--out", copy.Folder);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Contains("4 snapshots made again, 0 differ", end.Output, StringComparison.Ordinal);
        Assert.Equal(
            "mine\ntop-tracks:short\nliked\n",
            File.ReadAllText(Path.Combine(copy.Folder, "s3", "spotify-dev-raw", PlaylistList.Key)));
        Assert.Equal(
            ["Top tracks, 4 weeks", "Liked songs"],
            RunRecord.Read(Path.Combine(run.Out, RunRecord.FileName)).Playlists[2..].Select(list => list.Name));
    }

    private int RowsOf(string query)
    {
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Out, "run.json")));
        return record.RootElement.GetProperty("queries").GetProperty(query).GetProperty("rows").GetInt32();
    }

    [GeneratedRegex(@"^  \S+ +(?<rows>\d+)  ")]
    private static partial Regex Count();

    [GeneratedRegex(
        "^(?<time>.{16})  spotify-dev-schedule fires: [34] playlists complete(, 1 unchanged)?, 5[0-9]{2} entries$")]
    private static partial Regex Day();

    [GeneratedRegex("(?<=^Done in )[0-9.]+(?= s: )")]
    private static partial Regex Duration();
}
