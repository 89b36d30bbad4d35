using Infra.Queries;

namespace Twin.Tests.Host;

public sealed class RunUntilTests
{
    [Theory]
    [InlineData(RunStage.Extract, 1, 0, 0, 0, 0)]
    [InlineData(RunStage.Transform, 1, 1, 3, 0, 0)]
    [InlineData(RunStage.Publish, 1, 1, 3, 1, 0)]
    public async Task Later_stages_have_no_work_and_are_no_failures(
        RunStage until, int extracts, int transforms, int rows, int partitions, int queries)
    {
        using var run = await TestRun.RunAsync(TestRun.Small with { Until = until });

        var record = RunRecord.Read(Path.Combine(run.Folder, RunRecord.FileName));
        Assert.Empty(record.Failures);
        Assert.Equal(until.Name(), record.Until);
        Assert.Equal("complete", Assert.Single(record.Playlists).Outcome);
        Assert.Equal(
            (extracts, transforms),
            (record.Functions["spotify-dev-extract"].Invocations, record.Functions["spotify-dev-transform"].Invocations));
        Assert.Equal(new RunRecord.TableRecord(rows, partitions), record.Tables["playlist_entries"]);
        Assert.Equal(until >= RunStage.Publish, record.Tables["chart_entries"].Rows > 0);
        Assert.Equal(until >= RunStage.Publish, record.Executions.Length > 0);
        Assert.Equal(queries, record.Queries.Count);
        Assert.Contains(
            $"Every stage up to {until.Name()} did its work, and the run stopped there as asked",
            await File.ReadAllTextAsync(
                Path.Combine(run.Folder, HtmlReport.FileName), Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_run_runs_each_query_and_its_record_names_no_stage()
    {
        using var run = await TestRun.RunAsync(TestRun.Small);

        Assert.Null(run.Record.Until);
        Assert.Equal(QueryFile.All.Length, run.Record.Queries.Count);
        Assert.DoesNotContain(
            "\"until\"",
            await File.ReadAllTextAsync(
                Path.Combine(run.Folder, RunRecord.FileName), Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handlers_in_this_process_write_what_processes_write()
    {
        var options = TestRun.Small with { Until = RunStage.Publish };

        using var inProcess = await TestRun.RunAsync(options);
        using var processes = await TestRun.RunAsync(options, functions: IFunctionRuntime.Processes);

        Assert.Equal(processes.ProcessedFiles(), inProcess.ProcessedFiles());
        Assert.Equal(MetricsOf(processes), MetricsOf(inProcess));
        Assert.Equal(processes.Record.UnusedPermissions, inProcess.Record.UnusedPermissions);
        Assert.Equal(LogOf(processes), LogOf(inProcess));
    }

    [Fact]
    public async Task The_program_stops_after_the_stage_and_says_so()
    {
        using var folder = new TestFolder();
        var end = await LocalProgram.RunAsync(
            "run", "--until", "transform", "--days", "1", "--playlists", "1", "--tracks", "3",
            "--out", Path.Combine(folder.Root, "out"));

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Contains(", until transform: ", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("The named queries", end.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Units, double Sum, double Samples)> MetricsOf(TestRun run) =>
        run.Record.Metrics.Select(metric => (metric.Name, metric.Units, metric.Sum, metric.Samples));

    /// <summary>The functions' log lines, without times, ids and figures.</summary>
    private static IEnumerable<string> LogOf(TestRun run) => run.Outcome.Entries
        .Where(entry => entry.Source.StartsWith("spotify-dev-", StringComparison.Ordinal))
        .Select(entry => $"{entry.Source} {string.Concat(entry.Text.Where(IsWord))}")
        .Order(StringComparer.Ordinal);

    private static bool IsWord(char letter) => char.IsLetter(letter) && !char.IsAsciiHexDigit(letter);
}
