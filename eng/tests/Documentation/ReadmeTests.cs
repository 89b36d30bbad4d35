using System.Text.RegularExpressions;
using Tests.Support;
using Twin.Cli.Commands;
using Twin.Host.Loading;
using Twin.Tests.Support;

namespace Eng.Tests.Documentation;

public sealed partial class ReadmeTests
{
    private const int ThreeScreens = 120;
    private const int MostPictureBytes = 200_000;

    private static readonly Page Readme = Page.Of("README.md");

    [Fact]
    public void It_fits_three_screens() => Assert.InRange(Readme.Text.Split('\n').Length, 1, ThreeScreens);

    [Fact]
    public void Its_picture_is_small() => Assert.InRange(
        new FileInfo(Path.Combine(PulumiProject.Folder, "docs", "report.svg")).Length, 1, MostPictureBytes);

    [Fact]
    public async Task A_run_prints_each_line_of_the_recorded_output()
    {
        using var folder = new TestFolder();
        var output = Path.Combine(folder.Root, "out");

        var end = await LocalProgram.RunAsync("run", "--out", output);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Empty(Lines(Readme.BlockOf("text")).Except(Lines(end.Output.Replace(output, "out", StringComparison.Ordinal))));

        // The duration is another machine's.
        static IEnumerable<string> Lines(string text) =>
            text.ReplaceLineEndings("\n").Replace('\\', '/').Split('\n')
                .Select(line => Duration().Replace(line.TrimStart(), "#"));
    }

    [GeneratedRegex("(?<=^Done in )[0-9.]+(?= s: )")]
    private static partial Regex Duration();
}
