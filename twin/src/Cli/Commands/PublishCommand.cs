using System.CommandLine;
using Twin.Cli.Operations;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class PublishCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommonOptions.DeployedOnly();
        var command = new Command(
            "publish",
            "Publishes what is due to the analytics tables of a deployed stack, unless an execution does so already. "
            + "The lease of an execution that was stopped is released first")
        {
            stack,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var access = await StackAccess.FindAsync(
                parsed.GetValue(stack)!, PulumiProject.Folder, context.Path, cancellationToken);
            await new PublishSession(access, context.Output, TimeProvider.System).RunAsync(cancellationToken);
            return ExitCodes.Done;
        });

        return command;
    }
}
