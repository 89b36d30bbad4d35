using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Queries;
using Tests.Support;
using Twin.Cli.Commands;
using Twin.Tests.Support;

namespace Twin.Tests.Cli.Commands;

/// <summary>The output of a first run, without options.</summary>
public sealed partial class FirstRunTests : IDisposable
{
    private const int LinesOfScreen = 45;
    private const int ColumnsOfScreen = 100;
    private const int Days = 7;

    private readonly TestFolder _folder = new();

    private string Out => Path.Combine(_folder.Root, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_without_options_takes_a_week_and_fits_one_screen()
    {
        var end = await LocalProgram.RunAsync("run", "--out", Out);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        var lines = end.Output.TrimEnd().Split('\n');
        Assert.InRange(lines.Length, Days + QueryFile.All.Length, LinesOfScreen);
        Assert.All(lines[..^1], line => Assert.InRange(line.Length, 0, ColumnsOfScreen));
        Assert.StartsWith("Done in ", lines[^1], StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(1, Days).Select(day => $"2026-11-0{day} 06:00"),
            lines.Select(line => Day().Match(line)).Where(day => day.Success).Select(day => day.Groups["time"].Value));
        foreach (var query in QueryFile.All)
        {
            var line = Assert.Single(lines, line => line.StartsWith($"  {query.Name} ", StringComparison.Ordinal));
            Assert.Equal(RowsOf(query.Name), int.Parse(Count().Match(line).Groups["rows"].Value, null));
        }

        var title = Array.IndexOf(lines, $"top_songs, 3 of {RowsOf("top_songs")} rows");
        Assert.Equal(
            3, lines[(title + 2)..].TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Count());
        Assert.True(RowsOf("movers") > 10);
        Assert.True(RowsOf("entries_and_exits") > 5);
    }

    [Fact]
    public async Task Captured_playlists_are_read_on_one_day()
    {
        var playlist = _folder.Write(
            "captured.json", """[{"added_at":null,"track":{"type":"track","name":"a","is_local":true}}]""");

        var end = await LocalProgram.RunAsync("run", "--playlist", playlist, "--out", Out);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Single(Fires().Matches(end.Output));
        Assert.Contains("fires: 1 playlist complete, 1 entries", end.Output, StringComparison.Ordinal);
    }

    private int RowsOf(string query)
    {
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "run.json")));
        return record.RootElement.GetProperty("queries").GetProperty(query).GetProperty("rows").GetInt32();
    }

    [GeneratedRegex(@"^  \S+ +(?<rows>\d+)  ")]
    private static partial Regex Count();

    [GeneratedRegex(
        "^(?<time>.{16})  spotify-dev-schedule fires: [12] playlists? complete(, 1 unchanged)?, 240 entries$")]
    private static partial Regex Day();

    [GeneratedRegex(" fires: ")]
    private static partial Regex Fires();
}
