using System.Diagnostics;

namespace Twin.Tests.Cli.Commands;

/// <summary>A run as a process: its children while its functions work, and the state after its end.</summary>
public sealed class EndOfRunTests : FolderTest
{
    private const string Loopback = "0100007F:";

    // More than a run has done when the signal comes, and few enough for one that the signal does not stop.
    private const string Days = "30";
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(2);

    private string Out => Path.Combine(Folder.Root, "out");

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_stopped_cleans_up_and_leaves_the_earlier_run_as_it_was(string signal)
    {
        Folder.Write("out/run.json", "{}");
        Folder.Write("out/data", "of an earlier run");
        using var process = await StartedAsync(Days);
        var functions = LinuxProcess.ChildrenOf(process.Id);

        // A shell starts its programs in the background with SIGINT ignored, and so are theirs.
        await SendAsync(signal == "INT" && LinuxProcess.IgnoresInterrupts(process.Id) ? "TERM" : signal, process);
        var end = await EndAfterAsync(signal, process);

        Assert.Equal((ExitCodes.Failed, "Stopped."), (end.ExitCode, end.Errors.Trim()));
        Assert.NotEmpty(functions);
        Assert.All(functions, AssertGone);
        Assert.Equal([Out], Directory.GetFileSystemEntries(Folder.Root));
        Assert.Equal("of an earlier run", File.ReadAllText(Path.Combine(Out, "data")));
    }

    [Fact]
    public async Task A_run_listens_on_127_0_0_1_only_and_leaves_nothing_even_of_one_that_was_killed()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(Folder.Root, "tmp")).FullName;
        var variables = new Dictionary<string, string> { ["TMPDIR"] = temporary };
        using (var killed = await StartedAsync(Days, variables))
        {
            var functions = LinuxProcess.ChildrenOf(killed.Id);
            await SendAsync("KILL", killed);
            await EndAfterAsync("KILL", killed);

            Assert.NotEmpty(functions);
            foreach (var id in functions)
            {
                await EndOfAsync(id);
            }
        }

        Assert.NotEmpty(OfThisProject());

        await AssertRunAsync(variables);

        Assert.Empty(OfThisProject());
        Assert.Equal([Out, temporary], Directory.GetFileSystemEntries(Folder.Root).Order(StringComparer.Ordinal));

        IEnumerable<string> OfThisProject() => Directory.EnumerateFileSystemEntries(temporary, "spotify*");
    }

    /// <summary>A run whose processes listen on 127.0.0.1 only, and are gone when it ends.</summary>
    private async Task AssertRunAsync(Dictionary<string, string> variables)
    {
        using var process = await StartedAsync("1", variables);
        var functions = LinuxProcess.ChildrenOf(process.Id);
        var listeners = functions.Prepend(process.Id).SelectMany(LinuxProcess.ListenersOf).ToList();

        var end = await LocalProgram.EndOfAsync(process);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.NotEmpty(listeners);
        Assert.All(listeners, listener => Assert.StartsWith(Loopback, listener, StringComparison.Ordinal));
        Assert.NotEmpty(functions);
        Assert.All(functions, AssertGone);
    }

    /// <summary>A run whose extraction has written an object, so the function's process exists.</summary>
    private async Task<Process> StartedAsync(string days, Dictionary<string, string>? variables = null)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks Linux for another process's children and sockets");
        var process = LocalProgram.Start(
            ["run", "--days", days, "--playlists", "3", "--tracks", "60", "--verbose", "--out", Out],
            variables);
        try
        {
            await WriteAsync(process.StandardOutput).WaitAsync(TimeToEnd, TimeProvider.System);
            return process;
        }
        catch (Exception)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task WriteAsync(StreamReader output)
    {
        while (await output.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Contains("manifest.json → spotify-dev-transform", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The run ended before it wrote anything.");
    }

    private static async Task<ProgramEnd> EndAfterAsync(string signal, Process process)
    {
        var end = LocalProgram.EndOfAsync(process);
        try
        {
            return await end.WaitAsync(TimeToEnd, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The run has not ended {TimeToEnd.TotalMinutes} minutes after SIG{signal}.");
        }
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process.Id}"]);
        await kill.WaitForExitAsync(Cancel);
        Assert.Equal(0, kill.ExitCode);
    }

    private static void AssertGone(int processId) =>
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(processId));

    private static async Task EndOfAsync(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            await process.WaitForExitAsync(Cancel);
        }
        catch (ArgumentException)
        {
            // The process has ended already.
        }
    }
}
