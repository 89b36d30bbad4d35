namespace Twin.Tests.Cli.Commands;

[Collection<FinishedRun.Users>]
public sealed class DiffCommandTests(FinishedRun run) : FolderTest
{
    [Fact]
    public async Task A_run_has_no_difference_to_itself()
    {
        var end = await LocalProgram.RunAsync("diff", run.Out, run.Out);

        Assert.Equal(
            new ProgramEnd(ExitCodes.Done, "## What is different in the stack `dev`\n\nNo difference.\n", ""), end);
    }

    [Fact]
    public async Task A_run_of_another_version_is_compared_in_what_both_have()
    {
        Folder.Write("run.json", """{"stack":"dev","tables":{"songs":{"rows":1}},"more":"of the future"}""");

        var end = await TwinCommand.RunAsync("diff", Folder.Root, run.Out);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Contains("it has no stack.json", end.Output, StringComparison.Ordinal);
        Assert.Contains("| table `songs`, rows | 1 | ", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comparison_is_no_longer_than_its_limit()
    {
        Folder.Write("run.json", File.ReadAllText(Path.Combine(run.Out, "run.json")));
        Folder.Write("stack.json", """{"stack":"dev","region":"eu-central-1","resources":[],"edges":[]}""");

        var end = await TwinCommand.RunAsync("diff", Folder.Root, run.Out, "--limit", "2000");

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.InRange(end.Output.Length, 1_000, 2_000);
        Assert.Contains("entries are left out", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "holds no run: run.json is not there")]
    [InlineData("no JSON", null, "run.json is not the record of a run")]
    [InlineData("null", null, "run.json is not the record of a run")]
    [InlineData("""{"stack":"dev"}""", null, "run.json is not the record of a run")]
    [InlineData("""{"stack":"dev","tables":{}}""", "{}", "stack.json cannot be read")]
    public async Task A_folder_that_is_no_runs_output_is_named(string? record, string? stack, string message)
    {
        var folder = Path.Combine(Folder.Root, "other");
        foreach (var (name, text) in new[] { ("run.json", record), ("stack.json", stack) })
        {
            if (text is not null)
            {
                Folder.Write(Path.Combine("other", name), text);
            }
        }

        foreach (var folders in (string[][])[[folder, run.Out], [run.Out, folder]])
        {
            var end = await TwinCommand.RunAsync(["diff", .. folders]);

            Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
            Assert.Contains(folder, end.Errors, StringComparison.Ordinal);
            Assert.Contains(message, end.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
        }
    }
}
