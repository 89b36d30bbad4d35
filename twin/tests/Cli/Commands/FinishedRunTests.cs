using Infra.Queries;
using Twin.Tests.Cli.Operations;

namespace Twin.Tests.Cli.Commands;

[Collection<FinishedRun.Users>]
public sealed class FinishedRunTests(FinishedRun run)
{
    private static readonly string[] Steps =
        ["spotify-dev-schedule fires", "manifest.json → spotify-dev-transform", "spotify-dev-crawler: 0 partitions"];

    [Fact]
    public void A_verbose_run_prints_its_timeline_in_plain_lines()
    {
        Assert.Equal((ExitCodes.Done, ""), (run.End.ExitCode, run.End.Errors));
        Assert.All(Steps, step => Assert.Contains(step, run.End.Output, StringComparison.Ordinal));
        Assert.All(
            QueryFile.All,
            query => Assert.Contains($"\n{query.Name}: ", run.End.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', run.End.Output);
        Assert.DoesNotContain("is otherwise", run.End.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_has_every_object_every_result_the_record_and_the_report()
    {
        Assert.Equal(
            QueryFile.All.Select(query => query.Name + ".csv").Order(StringComparer.Ordinal),
            FilesIn("queries"));
        Assert.Equal(
            ["spotify-dev-processed", "spotify-dev-query-results", "spotify-dev-raw"],
            Directory.GetDirectories(Path.Combine(run.Out, "s3"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
        Assert.Contains("</html>", File.ReadAllText(Path.Combine(run.Out, "report.html")), StringComparison.Ordinal);
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Out, "run.json")));
        var tables = record.RootElement.GetProperty("tables");
        Assert.Equal(Tables.Declared.Length + AnalyticsTables.All.Length, tables.EnumerateObject().Count());
        Assert.Equal(FinishedRun.Tracks, tables.GetProperty("playlist_entries").GetProperty("rows").GetInt32());
        Assert.Equal(0, record.RootElement.GetProperty("failures").GetArrayLength());
    }

    [Fact]
    public void Each_statement_is_kept_with_its_time_and_its_answer()
    {
        var statements = File.ReadLines(Path.Combine(run.Out, "statements.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .ToList();

        Assert.Subset(
            statements.Select(statement => (string)statement["sql"]!).ToHashSet(),
            QueryFile.All.Select(query => query.Statement(countedMs: 30_000, "UTC", 1, 2, 3, 4, 5, 6, 7)).ToHashSet());
        var merge = statements.First(
            statement => ((string)statement["sql"]!).Contains("MERGE", StringComparison.Ordinal));
        Assert.Equal("spotify_dev", (string?)merge["database"]);
        Assert.StartsWith("2026-11-01T06:", (string?)merge["time"], StringComparison.Ordinal);
        Assert.Equal("""{"columns":[["rows","bigint"]],"rows":[["1"]]}""", new JsonObject
        {
            ["columns"] = merge["columns"]!.DeepClone(),
            ["rows"] = merge["rows"]!.DeepClone(),
        }.ToJsonString());
    }

    [Fact]
    public void The_report_shows_the_runs_topology_timeline_requests_alarms_and_cost()
    {
        var page = File.ReadAllText(Path.Combine(run.Out, "report.html"));

        Assert.All(
            (string[])["topology-picture", "timeline-strip", "spotify-requests", "alarm-strip", "cost-of-services"],
            id => Assert.Contains($"<figure id=\"{id}\">", page, StringComparison.Ordinal));

        // The answers of the sandbox and the states of the alarms are found in the timeline.
        Assert.Matches("<td><bdi>Nov 1</bdi></td><td class=\"n\">[1-9]", page);
        Assert.Matches("(?s)id=\"alarm-strip\".*?class=\"bar s0\".*?</figure>", page);
    }

    [Fact]
    public async Task A_piped_query_is_answered_in_CSV()
    {
        var end = await LocalProgram.RunAsync(
            "query", "SELECT count(*) AS entries, 'a,\"b' AS text FROM playlist_entries", "--out", run.Out);

        Assert.Equal(
            new ProgramEnd(ExitCodes.Done, $"\"entries\",\"text\"\n\"{FinishedRun.Tracks}\",\"a,\"\"b\"\n", ""), end);
    }

    [Fact]
    public async Task A_named_query_gives_what_it_gave_in_the_run()
    {
        var end = await TwinCommand.RunAsync("query", "--name", "top_songs", "--out", run.Out);

        var inRun = File.ReadAllText(Path.Combine(run.Out, "queries", "top_songs.csv"));
        Assert.Equal(new ProgramEnd(ExitCodes.Done, inRun, ""), end);
    }

    [Fact]
    public async Task The_named_queries_of_the_run_are_listed()
    {
        var end = await TwinCommand.RunAsync("query", "--list", "--out", run.Out);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Equal(
            ["\"name\",\"description\"", .. QueryFile.All.Select(query => $"\"{query.Name}\",\"{query.Description}\"")],
            end.Output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_replay_without_a_terminal_shows_the_differences_and_changes_nothing()
    {
        using var copy = new CopiedRun(run.Out);

        var end = await LocalProgram.RunAsync(
            "replay", "--from", "2026-11-01", "--to", "2026-11-01", "--out", copy.Folder);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Contains("1 snapshots made again, 0 differ", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_went_well_has_nothing_to_redrive()
    {
        var end = await LocalProgram.RunAsync("redrive", "--out", run.Out);

        Assert.Equal(new ProgramEnd(ExitCodes.Done, "Nothing waits in the failure queue.\n", ""), end);
    }

    [Theory]
    [InlineData("SELEC 1", "SELEC")]
    [InlineData("SELECT nope FROM songs", "nope")]
    [InlineData("SELECT 1 FROM nope", "nope")]
    [InlineData("", "empty")]
    public async Task A_wrong_query_gets_exit_code_2_and_a_message(string sql, string named)
    {
        var end = await TwinCommand.RunAsync("query", sql, "--out", run.Out);

        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Contains(named, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_graph_is_Mermaid()
    {
        var end = await LocalProgram.RunAsync("graph", "--stack", "prod");

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.StartsWith("flowchart LR\n", end.Output, StringComparison.Ordinal);
        Assert.Contains("spotify-prod-extract", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--playlist", "--era", "--days", "--out", "--stack", "--seed", "--playlists", "--tracks",
        "--until", "--verbose")]
    [InlineData("query", "SQL", "--name", "--list", "--statements", "--format", "--stack", "--out")]
    [InlineData("graph", "--stack")]
    [InlineData("diff", "BEFORE", "AFTER", "--limit")]
    [InlineData("replay", "--from", "--to", "--playlist-id", "--stack", "--yes", "--out")]
    [InlineData("redrive", "--stack", "--out")]
    public async Task Help_names_every_option(string command, params string[] options)
    {
        var end = await TwinCommand.RunAsync(command, "--help");

        Assert.Equal(ExitCodes.Done, end.ExitCode);
        Assert.All(options, option => Assert.Contains(option, end.Output, StringComparison.Ordinal));
    }

    private IEnumerable<string?> FilesIn(string folder) =>
        Directory.GetFiles(Path.Combine(run.Out, folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
