using System.Diagnostics;
using Twin.Cli.Processes;

namespace Twin.Tests.Cli.Processes;

public sealed class CommandLineToolTests : FolderTest
{
    [Fact]
    public void A_program_is_found_as_by_the_shell()
    {
        var program = ShellProgram.Write(Folder, "tool", "exit 0");

        Assert.Equal(program, CommandLineTool.Find("tool", $"/nowhere{Path.PathSeparator}{Folder.Root}")!.File);
        Assert.Null(CommandLineTool.Find("other", Folder.Root));
        Assert.Null(CommandLineTool.Find("tool", "/nowhere"));
        Assert.Null(CommandLineTool.Find("tool", null));
    }

    [Theory]
    [InlineData("{folder}")]
    [InlineData("{folder}", ".")]
    [InlineData(".", "", "..", "bin")]
    public void A_folder_that_depends_on_the_working_directory_is_not_searched(params string[] path)
    {
        ShellProgram.Write(Folder, "tool", "echo planted");
        var folder = Path.GetRelativePath(Environment.CurrentDirectory, Folder.Root);
        Assert.True(File.Exists(Path.Combine(folder, "tool")));

        Assert.Null(CommandLineTool.Find(
            "tool",
            string.Join(Path.PathSeparator, path.Select(entry => entry == "{folder}" ? folder : entry))));
    }

    [Fact]
    public async Task A_program_gets_arguments_folder_and_input_and_its_result_is_returned()
    {
        var program = ShellProgram.Write(
            Folder, "tool", """echo "$1 in $(pwd -P)"; cat; echo 'some errors' >&2; exit 3""");
        var folder = Directory.CreateDirectory(Path.Combine(Folder.Root, "folder")).FullName;

        var result = await new CommandLineTool(program).RunAsync(["one argument"], folder, Cancel, "the input");

        var lines = result.Output.Split('\n');
        Assert.StartsWith("one argument in ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("/folder", lines[0], StringComparison.Ordinal);
        Assert.Equal("the input", lines[1]);
        Assert.Equal((3, "some errors\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task Without_input_a_program_that_reads_it_ends()
    {
        var program = ShellProgram.Write(Folder, "tool", "cat; echo done");

        var result = await new CommandLineTool(program).RunAsync([], Folder.Root, Cancel);

        Assert.Equal(new ToolResult(0, "done\n", ""), result);
    }

    [Fact]
    public async Task A_program_that_ends_before_it_reads_its_input_returns_its_result()
    {
        var program = ShellProgram.Write(Folder, "tool", "exec <&-; exit 4");

        var result = await new CommandLineTool(program).RunAsync([], Folder.Root, Cancel, new string('x', 1 << 20));

        Assert.Equal(4, result.ExitCode);
    }

    [Fact]
    public async Task A_cancelled_program_is_killed()
    {
        var begun = Path.Combine(Folder.Root, "begun");
        var program = ShellProgram.Write(
            Folder, "tool", $"echo $$ > '{begun}.new'; mv '{begun}.new' '{begun}'; while :; do sleep 1; done");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var run = new CommandLineTool(program).RunAsync([], Folder.Root, stop.Token);
        while (!File.Exists(begun))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancel);
        }

        using var process = Process.GetProcessById(
            int.Parse(await File.ReadAllTextAsync(begun, Cancel), CultureInfo.InvariantCulture));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }
}
