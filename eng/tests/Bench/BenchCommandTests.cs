using Bench;
using Twin.Cli.Commands;

namespace Eng.Tests.Bench;

public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("There is no benchmark 'extrakt'. Choose one of: extract, transform, parts, history, plays.", "extrakt")]
    [InlineData("There is no benchmark 'b'. Choose one of: extract, transform, parts, history, plays.", "extract", "b")]
    [InlineData("There is no option '--slow'.", "--slow")]
    [InlineData("Leave the names out.", "--write", "extract")]
    [InlineData("Leave --quick out.", "--write", "--quick")]
    [InlineData("Leave the names and --quick out.", "extract", "--quick", "--write")]
    public async Task A_wrong_argument_is_named_and_nothing_is_measured(string message, params string[] arguments)
    {
        var end = await TwinCommand.RunAsync(["bench", .. arguments], [], BenchCommand.Root);

        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
        Assert.Contains("'dotnet dev.cs help bench' shows the help.", end.Errors, StringComparison.Ordinal);
        Assert.Empty(end.Output);
        Assert.Equal(ExitCodes.Wrong, end.ExitCode);
    }

    [Fact]
    public async Task Help_names_the_benchmarks_and_the_file()
    {
        using var process = LocalProgram.Start(["bench", "--help"], variables: null, "Bench.dll");
        var end = await LocalProgram.EndOfAsync(process);

        Assert.Contains("dotnet dev.cs bench [<NAME>...] [command] [options]", end.Output, StringComparison.Ordinal);
        Assert.Contains("all unless given: extract, transform, parts, history, plays", end.Output, StringComparison.Ordinal);
        Assert.Contains(BenchReport.FileName, end.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, end.ExitCode);
    }

    [Theory]
    [InlineData("a in full, b in full")]
    [InlineData("b in full", "b")]
    [InlineData("a in full, b in full", "b", "a", "b")]
    [InlineData("a quickly", "a", "--quick")]
    [InlineData("a quickly, b quickly", "--quick")]
    public async Task The_named_benchmarks_run_once_each(string expected, params string[] arguments)
    {
        var run = new List<string>();

        var end = await TwinCommand.RunAsync(
            ["bench", .. arguments],
            [],
            context => new() { BenchCommand.Create(context, [new Listed("a", run), new Listed("b", run)]) });

        Assert.Equal(ExitCodes.Done, end.ExitCode);
        Assert.Equal(expected, string.Join(", ", run));
    }

    private sealed class Listed(string name, List<string> run) : IBenchmark
    {
        public string Name => name;

        public string Title => name;

        public Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken)
        {
            run.Add(options.Quick ? $"{name} quickly" : $"{name} in full");
            return Task.FromResult("");
        }
    }
}
