using Twin.Cli.Operations;
using Twin.Tests.Cli.Reports;
using Twin.Tests.Cli.Verification;

namespace Twin.Tests.Cli.Commands;

[Collection<FinishedRun.Users>]
public sealed class ReportCommandTests(FinishedRun run) : FolderTest
{
    private string Out => Path.Combine(Folder.Root, "out");

    private string Picture => Path.Combine(Folder.Root, "picture.svg");

    [Fact]
    public async Task A_folder_without_a_run_is_refused()
    {
        var end = await TwinCommand.RunAsync("report", "--out", Out);

        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Contains("holds no run", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_written_again_as_the_run_wrote_it()
    {
        var file = Path.Combine(run.Out, "report.html");
        var before = File.ReadAllText(file);
        File.Delete(file);

        var end = await LocalProgram.RunAsync("report", "--out", run.Out);

        Assert.Equal(new ProgramEnd(ExitCodes.Done, $"{file} is written.{Environment.NewLine}", ""), end);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public async Task The_chart_of_the_top_twenty_is_written_to_a_file_of_its_own()
    {
        WriteRun();
        Folder.Write(
            "out/queries/rank_history.csv",
            "\"playlist_id\",\"playlist\",\"snapshot_date\",\"rank\",\"song_id\",\"song\",\"artist\"\n"
            + "\"p\",\"List\",\"2026-11-01\",\"1\",\"id\",\"Song\",\"Artist\"\n");

        var end = await TwinCommand.RunAsync("report", "--out", Out, "--picture", Picture);

        Assert.Equal(
            new ProgramEnd(
                ExitCodes.Done,
                $"{Path.Combine(Out, HtmlReport.FileName)} is written.{Environment.NewLine}{Picture} is written.{Environment.NewLine}",
                ""),
            end);
        Assert.Contains(">Song</text>", File.ReadAllText(Picture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_ranks_there_is_no_picture()
    {
        WriteRun();

        var end = await TwinCommand.RunAsync("report", "--out", Out, "--picture", Picture);

        Assert.Equal(ExitCodes.Failed, end.ExitCode);
        Assert.Contains("rank_history", end.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Picture));
    }

    [Fact]
    public async Task A_year_is_written_alone_and_as_a_picture()
    {
        WriteYears(2024, 2025);

        var end = await TwinCommand.RunAsync("report", "--out", Out, "--year", "2025", "--picture", Picture);

        var file = Path.Combine(Out, "year-2025.html");
        Assert.Equal(
            new ProgramEnd(
                ExitCodes.Done,
                $"{file} is written.{Environment.NewLine}{Picture} is written.{Environment.NewLine}",
                ""),
            end);
        Assert.All([file, Picture], written =>
        {
            var text = File.ReadAllText(written);
            Assert.Contains(">My &lt;song&gt; of 2025</text>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("2024", text, StringComparison.Ordinal);
        });
        Assert.False(File.Exists(Path.Combine(Out, HtmlReport.FileName)));
    }

    [Theory]
    [InlineData(new[] { 2024, 2025 }, "--year is 2019, a year without plays. There are plays of 2024, 2025.")]
    [InlineData(new int[0], "Import an export of the account (dotnet dev.cs run --history FILE;")]
    public async Task A_year_without_plays_is_refused_with_what_there_is(int[] years, string message)
    {
        WriteYears(years);

        var end = await TwinCommand.RunAsync("report", "--out", Out, "--year", "2019");

        Assert.Equal(ExitCodes.Wrong, end.ExitCode);
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_without_the_columns_of_a_year_is_not_a_result_without_plays()
    {
        WriteRun();
        Folder.Write("out/queries/year_in_review.csv", "\"period\",\"what\"\n\"2025\",\"song\"\n");

        var end = await TwinCommand.RunAsync("report", "--out", Out, "--year", "2025");

        Assert.Equal(ExitCodes.Wrong, end.ExitCode);
        Assert.Contains("year_in_review has no column place, name", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_whose_query_failed_ends_with_the_reason_of_the_failure()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.get-query-execution", PlayedDeployment.Query("FAILED", "TABLE_NOT_FOUND: plays"));

        var end = await TwinCommand.RunAsync(
            ["report", "--stack", "lake", "--year", "2025", "--out", Out], new() { ["PATH"] = deployment.Path });

        Assert.Equal((ExitCodes.Failed, ""), (end.ExitCode, end.Output));
        Assert.Contains("movers ended as FAILED: TABLE_NOT_FOUND: plays", end.Errors, StringComparison.Ordinal);
        Assert.Contains("year_in_review, which has no result", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_music_of_a_deployed_stack_comes_from_its_named_queries()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.get-query-execution.run-1", PlayedDeployment.Query("SUCCEEDED"));

        var end = await TwinCommand.RunAsync(
            ["report", "--stack", "lake", "--out", Out], new() { ["PATH"] = deployment.Path });

        var file = Path.Combine(Out, "report-lake.html");
        Assert.Equal(new ProgramEnd(ExitCodes.Done, $"{file} is written.{Environment.NewLine}", ""), end);
        var page = File.ReadAllText(file);
        Assert.Contains("<code>top_songs</code>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>Mine</bdi></td><td>", page, StringComparison.Ordinal);
        Assert.Contains("SELECT 1", page, StringComparison.Ordinal);
        Assert.Contains(deployment.Calls, call =>
            call.Contains("--work-group lake-group --query-execution-context Database=lake", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_that_fails_leaves_the_others_and_is_named_with_its_reason()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.start-query-execution", """{"QueryExecutionId":"bad"}""", """{"QueryExecutionId":"good"}""");
        deployment.Answer("athena.get-query-execution.bad", PlayedDeployment.Query("FAILED", "TABLE_NOT_FOUND: songs"));

        var music = await ReadAsync(deployment);

        Assert.Equal(["top_songs"], music.Queries.Select(query => query.Name));
        Assert.Contains(
            "movers ended as FAILED: TABLE_NOT_FOUND: songs", Assert.Single(music.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_does_not_end_is_not_waited_for_any_longer()
    {
        using var deployment = new PlayedDeployment();
        deployment.Answer("athena.get-query-execution.run-1", PlayedDeployment.Query("RUNNING"));

        var music = await ReadAsync(deployment);

        Assert.Empty(music.Queries);
        Assert.All(music.Failures, failure => Assert.Contains("has not ended after 5 minutes", failure, StringComparison.Ordinal));
    }

    private static async Task<DeployedMusic> ReadAsync(PlayedDeployment deployment)
    {
        using var access = await StackAccess.FindAsync("lake", deployment.Path, deployment.Path, Cancel);
        return await DeployedMusic.ReadAsync(access, deployment.Clock, Cancel);
    }

    private void WriteYears(params int[] years)
    {
        WriteRun();
        Folder.Write(
            "out/queries/year_in_review.csv",
            "\"period\",\"what\",\"place\",\"id\",\"name\",\"artist\",\"value\"\n"
            + string.Concat(years.Select(year =>
                $"\"{year}\",\"song\",\"1\",,\"My <song> of {year}\",\"Artist\",\"12\"\n")));
    }

    private void WriteRun() => Records.Full(text => text).Write(Directory.CreateDirectory(Out).FullName);
}
