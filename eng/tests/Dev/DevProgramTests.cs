namespace Eng.Tests.Dev;

/// <summary>The work of dev.cs itself: a wrong option gets one clear message and exit code 2, and nothing is
/// built.</summary>
public sealed class DevProgramTests
{
    private static readonly string DevProgram = Path.Combine(PulumiProject.Folder, "dev.cs");

    // `dotnet test` may build a program for the first time, and `dotnet dev.cs` could look for it too soon.
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
            [message, "'dotnet dev.cs help test' shows the help."],
            end.Errors.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("test", HostileText.Option)]
    [InlineData(HostileText.Option)]
    [InlineData("help", HostileText.Option)]
    public async Task A_refusal_shows_what_was_given(params string[] arguments)
    {
        var end = await RunAsync(arguments);

        Assert.Equal((2, ""), (end.ExitCode, end.Output));
        HostileText.AssertHarmless(end.Errors);
        Assert.Contains(HostileText.OptionShown, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_options_of_test()
    {
        var end = await RunAsync(["help", "test"]);

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.Contains("--filter EXPRESSION", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dotnet_in_the_working_directory_is_not_run()
    {
        using var folder = new TestFolder();
        Plant(folder);
        var built = await Built.Value;
        Assert.True(built.ExitCode == 0, built.Output);

        // It builds the project and runs the program: both start dotnet.
        var end = await StartAsync([DevProgram, "help", "graph"], folder.Root);

        Assert.True(end.ExitCode == 0, end.Output + end.Errors);
        Assert.Contains("--coverage", end.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", end.Output + end.Errors, StringComparison.Ordinal);
    }

    private static void Plant(TestFolder folder)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Copy(Path.Combine(Environment.SystemDirectory, "whoami.exe"), Path.Combine(folder.Root, "dotnet.exe"));
        }
        else
        {
            ShellProgram.Write(folder, "dotnet", "echo planted");
        }
    }

    private static async Task<ProgramEnd> RunAsync(IEnumerable<string> arguments)
    {
        var built = await Built.Value;
        Assert.True(built.ExitCode == 0, built.Output);
        return await StartAsync([DevProgram, .. arguments]);
    }

    private static async Task<ProgramEnd> StartAsync(IEnumerable<string> arguments, string folder = "")
    {
        using var process = Process.Start(new ProcessStartInfo(DotnetRuntime.Dotnet, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        return await LocalProgram.EndOfAsync(process);
    }
}
