using System.CommandLine;
using Twin.Cli.Comparison;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class DiffCommand
{
    // A comment on GitHub may have 65,536 characters; the script that posts it adds some of its own.
    private const int Limit = 60_000;
    private const int MinLimit = 2_000;

    public static Command Create(CommandContext context)
    {
        var before = new Argument<string>("BEFORE") { Description = "The folder of the earlier run" };
        var after = new Argument<string>("AFTER") { Description = "The folder of the later run" };
        var limit = CommonOptions.Count(
            "--limit", "The greatest number of characters", Limit, most: 10_000_000, least: MinLimit);
        var command = new Command("diff", "Prints the differences between two runs, and between their stacks, as "
            + "Markdown")
        {
            before, after, limit,
        };

        command.SetAction((parsed, _) =>
        {
            context.Output.Write(DifferenceReport.Format(
                ComparedRun.Read(parsed.GetValue(before)!),
                ComparedRun.Read(parsed.GetValue(after)!),
                parsed.GetValue(limit)));
            return Task.FromResult(ExitCodes.Done);
        });

        return command;
    }
}
