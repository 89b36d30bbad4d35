using System.CommandLine;
using Twin.Cli.Operations;
using Twin.Cli.Reports;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class RedriveCommand
{
    public static Command Create(CommandContext context)
    {
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());
        var command = new Command(
            "redrive",
            "Sends the events of the failure queue to their functions again, and deletes each one when Lambda has "
            + "accepted it. The events of a schedule are not repeated: their function runs once, now")
        {
            stack, outOption,
        };
        CommonOptions.ExcludeOutOfDeployed(command, stack, outOption);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = OutputFolder.LastOf(parsed.GetValue(outOption)!);
            await using var target = await OperationTargets.FindAsync(
                parsed.GetValue(stack), folder, context.Path, cancellationToken);
            var session = new RedriveSession(target, new ConsolePrompt(context), context.Output);
            return await session.RunAsync(cancellationToken) ? ExitCodes.Done : ExitCodes.Failed;
        });

        return command;
    }
}
