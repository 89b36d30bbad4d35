using System.CommandLine;
using Local.Cli.Comparison;

namespace Local.Cli.Commands;

/// <summary><c>diff</c>: what is different between two runs, for a reviewer.</summary>
internal static class DiffCommand
{
    // A comment on GitHub holds 65,536 characters; what posts it adds some of its own.
    private const int Limit = 60_000;
    private const int LeastLimit = 2_000;

    public static Command Create()
    {
        var before = new Argument<string>("BEFORE") { Description = "The folder of the earlier run" };
        var after = new Argument<string>("AFTER") { Description = "The folder of the later run" };
        var limit = CommonOptions.Count(
            "--limit", "How many characters at most", Limit, most: 10_000_000, least: LeastLimit);
        var command = new Command("diff", "Prints as Markdown what two runs declared and did differently")
        {
            before, after, limit,
        };

        command.SetAction((parsed, _) =>
        {
            Console.Write(DifferenceReport.Of(
                ComparedRun.Read(parsed.GetValue(before)!),
                ComparedRun.Read(parsed.GetValue(after)!),
                parsed.GetValue(limit)));
            return Task.FromResult(ExitCodes.Done);
        });

        return command;
    }
}
