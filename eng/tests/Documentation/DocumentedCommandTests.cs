using System.CommandLine;
using System.CommandLine.Parsing;
using Bench;
using Twin.Cli.Terminal;
using TwinCommands = Twin.Cli.Commands.CommandLine;

namespace Eng.Tests.Documentation;

/// <summary>The documentation's commands: CI runs each block that does not say that it needs something.</summary>
public sealed partial class DocumentedCommandTests
{
    private const string Account = "# needs an AWS account";
    private const string App = "# needs an app at Spotify";
    private static readonly CommandContext Context = CommandContext.OfProcess();

    public static TheoryData<string> Blocks => [.. Page.WithCommands.SelectMany(page => page.CommandBlocks).Distinct()];

    public static TheoryData<string> Commands =>
    [
        .. Page.All.SelectMany(page => page.CommandBlocks).SelectMany(block => Command().Matches(block))
            .Concat(Page.All.SelectMany(page => page.CodeSpans).SelectMany(span => Command().Matches(span)))
            .Select(command => command.Groups["arguments"].Value)
            .Distinct(),
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

    [Fact]
    public async Task CI_runs_each_command_of_the_other_blocks_once()
    {
        var expected = Blocks.Select(block => block.Data)
            .Where(block => !block.StartsWith('#'))
            .SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Distinct();

        var listed = await InstalledProgram.Require("bash")
            .RunAsync([Path.Combine(PulumiProject.Folder, ".ci", "commands")], "");

        Assert.Equal(expected, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory, MemberData(nameof(Commands))]
    public void A_command_and_its_options_exist(string arguments)
    {
        var words = CommandLineParser.SplitCommandLine(Placeholder().Replace(arguments, Value)).ToArray();

        switch (words)
        {
            case ["help"] or ["test"] or ["test", "mission" or "twin" or "eng"] or ["test", "--filter", _]:
                break;

            case ["help", var command]:
                Assert.Contains(command, Twin().Subcommands.Select(known => known.Name));
                break;

            case ["bench", ..]:
                Assert.Empty(BenchCommand.Root(Context).Parse(words).Errors);
                break;

            default:
                Assert.Empty(Twin().Parse(words).Errors);
                break;
        }
    }

    private static RootCommand Twin() => TwinCommands.Root(Context);

    private static string Value(Match placeholder) => placeholder.Value switch
    {
        "COMMAND" => "run",
        "N" => "1",
        _ => "value",
    };

    // In a block up to the end of the line, or of the substitution that it is in.
    [GeneratedRegex("(?:^|(?<inner>\\$\\())dotnet dev\\.cs (?<arguments>(?(inner)[^)\\n]+|[^\\n]+))", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("\\b[A-Z]+\\b(?=$| )")]
    private static partial Regex Placeholder();

    [GeneratedRegex("dev\\.cs (login|run --live)")]
    private static partial Regex OfTheApp();

    [GeneratedRegex("^(aws|gh|pulumi) |\\$\\(pulumi |--stack dev", RegexOptions.Multiline)]
    private static partial Regex OfAnAccount();
}
