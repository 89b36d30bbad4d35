using System.CommandLine;
using Local.Cli.Operations;
using Local.Cli.Reports;
using Local.Cli.Terminal;

namespace Local.Cli.Commands;

/// <summary><c>redrive</c>: gives what waits in the failure queue to the functions again.</summary>
internal static class RedriveCommand
{
    public static Command Create()
    {
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());
        var command = new Command(
            "redrive",
            "Gives what waits in the failure queue to the functions again, and deletes it from the queue when Lambda "
            + "has taken it. What a schedule had started is started once, as of now")
        {
            stack, outOption,
        };
        CommonOptions.ExcludeOutOfDeployed(command, stack, outOption);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = OutputFolder.LastOf(parsed.GetValue(outOption)!);
            await using var target = await OperationTargets.FindAsync(
                parsed.GetValue(stack), folder, cancellationToken);
            var session = new RedriveSession(target, new ConsolePrompt(), Console.Out);
            return await session.RunAsync(cancellationToken) ? ExitCodes.Done : ExitCodes.Failed;
        });

        return command;
    }
}
