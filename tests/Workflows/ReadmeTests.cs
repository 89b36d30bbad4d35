using System.Text.RegularExpressions;
using Local.Aws.Declaration;
using Local.Twin.Declaration;

namespace Tests.Workflows;

/// <summary>
/// Which of the README's commands anybody can run: CI runs each block that does not say what it needs.
/// </summary>
public sealed partial class ReadmeTests
{
    private const string Account = "# needs an AWS account";
    private const string App = "# needs an app at Spotify";

    public static TheoryData<string> Blocks =>
    [
        .. Block().Matches(File.ReadAllText(Path.Combine(PulumiProject.Folder, "README.md")).ReplaceLineEndings("\n"))
            .Select(block => block.Groups["commands"].Value),
    ];

    [Theory, MemberData(nameof(Blocks))]
    public void A_block_says_in_its_first_line_what_it_needs_and_nothing_else(string block)
    {
        var needed = OfTheApp().IsMatch(block) ? App : OfAnAccount().IsMatch(block) ? Account : null;
        var comments = block.Split('\n').Where(line => line.StartsWith('#'));

        Assert.Equal(needed is null ? [] : new[] { needed }, comments);
        Assert.StartsWith(needed ?? "dotnet dev.cs ", block, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_blocks_of_each_kind()
    {
        var blocks = Blocks.Select(block => block.Data).ToList();

        Assert.Contains(blocks, block => block.StartsWith(Account, StringComparison.Ordinal));
        Assert.Contains(blocks, block => block.StartsWith(App, StringComparison.Ordinal));
        Assert.Contains("dotnet dev.cs run\ndotnet dev.cs test\n", blocks);
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("dev\\.cs (login|run --live)")]
    private static partial Regex OfTheApp();

    [GeneratedRegex("^(aws|gh|pulumi) |\\$\\(pulumi ", RegexOptions.Multiline)]
    private static partial Regex OfAnAccount();
}
