using System.Diagnostics;
using Tests.Support;
using Twin.Cli.Commands;
using Twin.Declaration;
using Twin.Tests.Support;

namespace Twin.Tests.Cli.Commands;

/// <summary>A run as a process: its children while its functions work, and the state after its end.</summary>
public sealed class EndOfRunTests : IDisposable
{
    private const string Loopback = "0100007F:";

    private readonly TestFolder _folder = new();

    private string Out => Path.Combine(_folder.Root, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_that_a_run_starts_listens_on_127_0_0_1_only_and_is_gone_when_the_run_ends()
    {
        using var process = await StartedAsync("1");
        var functions = LinuxProcess.ChildrenOf(process.Id);
        var listeners = functions.Prepend(process.Id).SelectMany(LinuxProcess.ListenersOf).ToList();

        var end = await LocalProgram.EndOfAsync(process);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.NotEmpty(listeners);
        Assert.All(listeners, listener => Assert.StartsWith(Loopback, listener, StringComparison.Ordinal));
        Assert.NotEmpty(functions);
        Assert.All(functions, AssertGone);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_stopped_cleans_up_and_leaves_the_earlier_run_as_it_was(string signal)
    {
        _folder.Write("out/run.json", "{}");
        _folder.Write("out/data", "of an earlier run");
        using var process = await StartedAsync("366");
        var functions = LinuxProcess.ChildrenOf(process.Id);

        await SendAsync(signal, process);
        var end = await LocalProgram.EndOfAsync(process);

        Assert.Equal((ExitCodes.Failed, "Stopped."), (end.ExitCode, end.Errors.Trim()));
        Assert.NotEmpty(functions);
        Assert.All(functions, AssertGone);
        Assert.Equal([Out], Directory.GetFileSystemEntries(_folder.Root));
        Assert.Equal("of an earlier run", File.ReadAllText(Path.Combine(Out, "data")));
    }

    [Fact]
    public async Task The_functions_end_with_a_run_that_is_killed()
    {
        using var process = await StartedAsync("366");
        var functions = LinuxProcess.ChildrenOf(process.Id);

        await SendAsync("KILL", process);
        await LocalProgram.EndOfAsync(process);

        Assert.NotEmpty(functions);
        foreach (var id in functions)
        {
            await EndOfAsync(id);
        }
    }

    [Fact]
    public async Task The_temporary_files_of_a_run_that_is_killed_are_gone_with_the_next_one()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_folder.Root, "tmp")).FullName;
        var variables = new Dictionary<string, string> { ["TMPDIR"] = temporary };
        using (var killed = await StartedAsync("366", variables))
        {
            await SendAsync("KILL", killed);
            await LocalProgram.EndOfAsync(killed);
        }

        Assert.NotEmpty(OfThisProject());

        using var next = await StartedAsync("1", variables);
        Assert.Equal(ExitCodes.Done, (await LocalProgram.EndOfAsync(next)).ExitCode);

        Assert.Empty(OfThisProject());
        Assert.Equal([Out, temporary], Directory.GetFileSystemEntries(_folder.Root).Order(StringComparer.Ordinal));

        IEnumerable<string> OfThisProject() => Directory.EnumerateFileSystemEntries(temporary, "spotify*");
    }

    /// <summary>A run whose extraction has written an object, so the function's process exists.</summary>
    private async Task<Process> StartedAsync(string days, Dictionary<string, string>? variables = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks Linux for another process's children and sockets");
        var process = LocalProgram.Start(
            ["run", "--days", days, "--playlists", "3", "--tracks", "60", "--verbose", "--out", Out],
            variables);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("manifest.json → spotify-dev-transform", StringComparison.Ordinal))
            {
                return process;
            }
        }

        Assert.Fail("The run ended before it wrote anything: " + await process.StandardError.ReadToEndAsync(default));
        return process;
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private static void AssertGone(int processId) =>
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(processId));

    private static async Task EndOfAsync(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // The process has ended already.
        }
    }
}
