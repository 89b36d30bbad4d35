using Twin.Tests.Cli.Operations;

namespace Twin.Tests.Cli.Commands;

/// <summary>Somebody else's run with a link to a file of this person's own: no command reads or writes through
/// it.</summary>
[Collection<FinishedRun.Users>]
public sealed class LinkedFileTests(FinishedRun run) : FolderTest
{
    private const string Secret = "the secret of another folder";

    [Theory]
    [InlineData("query", "SELECT 1")]
    [InlineData("report")]
    [InlineData("diff", "{out}", "{out}")]
    [InlineData("replay", "--from", "2026-11-01", "--to", "2026-11-01", "--yes")]
    [InlineData("redrive")]
    [InlineData("forget", "--plays", "--yes")]
    [InlineData("run", "--until", "extract")]
    public async Task A_link_anywhere_in_a_run_is_refused_by_each_command(params string[] arguments)
    {
        var secret = Folder.Write("secret.csv", Secret);
        foreach (var name in (string[])["run.json", "report.html", "queries/top_songs.csv", "s3/bucket/songs", "s3"])
        {
            using var copy = new CopiedRun(run.Out);
            var link = Path.Combine([copy.Folder, .. name.Split('/')]);
            if (Directory.Exists(link))
            {
                Directory.Delete(link, recursive: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.Delete(link);
            File.CreateSymbolicLink(link, name.Contains("s3", StringComparison.Ordinal) ? Folder.Root : secret);

            var end = await TwinCommand.RunAsync(
            [
                .. arguments.Select(argument => argument == "{out}" ? copy.Folder : argument),
                .. arguments[0] == "diff" ? Array.Empty<string>() : ["--out", copy.Folder],
            ]);

            Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
            Assert.Contains($"{link} is a link", end.Errors, StringComparison.Ordinal);
            Assert.Equal(Secret, File.ReadAllText(secret));
            Assert.Equal([secret], Directory.GetFileSystemEntries(Folder.Root));
        }
    }

    [Theory]
    [InlineData("run.json", "report")]
    [InlineData("s3/spotify-dev-raw/pipe", "query", "SELECT 1")]
    [InlineData("catalog.json", "replay", "--from", "2026-11-01", "--to", "2026-11-01", "--yes")]
    public async Task A_pipe_in_a_run_is_refused_and_not_waited_for(string name, params string[] arguments)
    {
        using var copy = new CopiedRun(run.Out);
        var pipe = Path.Combine([copy.Folder, .. name.Split('/')]);
        File.Delete(pipe);
        await InstalledProgram.Require("mkfifo").RunAsync([pipe], "");

        var end = await TwinCommand.RunAsync([.. arguments, "--out", copy.Folder]);

        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Contains($"{pipe} is a pipe or a device", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_not_written_through_a_link()
    {
        var file = Folder.Write("mine.svg", Secret);
        var link = Path.Combine(Folder.Root, "picture.svg");
        File.CreateSymbolicLink(link, file);

        var end = await TwinCommand.RunAsync("report", "--out", run.Out, "--picture", link);

        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Contains($"{link} is a link", end.Errors, StringComparison.Ordinal);
        Assert.Equal(Secret, File.ReadAllText(file));
    }
}
