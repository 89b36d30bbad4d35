using System.Diagnostics;
using Local.Aws.Declaration;
using Local.Aws.Lambda;
using Local.Twin.Declaration;
using Tests.Local.Cli.Commands;

namespace Tests;

/// <summary>What dev.cs does itself: a wrong option gets one clear message and exit code 2, and nothing is built.</summary>
public sealed class DevProgramTests
{
    private static readonly string DevProgram = Path.Combine(Repository.Root, "dev.cs");

    // Where `dotnet test` is what builds a program for the first time, `dotnet dev.cs` may look for it too soon.
    private static readonly Lazy<Task<ProgramEnd>> Built = new(() => StartAsync(["build", DevProgram, "--nologo"]));

    [Theory]
    [InlineData("Unrecognized command or argument '--nonsense'.", "--nonsense")]
    [InlineData("Unrecognized command or argument 'Tests.Infra'.", "--no-build", "Tests.Infra")]
    [InlineData("Required argument missing for option: '--filter'.", "--filter")]
    [InlineData("Required argument missing for option: '--logger'.", "--list-tests", "--logger", "--no-build")]
    public async Task A_wrong_option_of_test_is_named(string message, params string[] options)
    {
        var end = await RunAsync(["test", .. options]);

        Assert.Equal(2, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal(
            [message, "'dotnet dev.cs help test' shows what there is."],
            end.Errors.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_options_of_test_are_told()
    {
        var end = await RunAsync(["help", "test"]);

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.Contains("--filter EXPRESSION", end.Output, StringComparison.Ordinal);
    }

    private static async Task<ProgramEnd> RunAsync(IEnumerable<string> arguments)
    {
        var built = await Built.Value;
        Assert.True(built.ExitCode == 0, built.Output);
        return await StartAsync([DevProgram, .. arguments]);
    }

    private static async Task<ProgramEnd> StartAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(DotnetRuntime.Dotnet, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return await LocalProgram.EndOfAsync(process);
    }
}
