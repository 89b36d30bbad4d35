using System.CommandLine;
using Twin.Cli.Operations;
using Twin.Cli.Terminal;
using Twin.Cli.Verification;

namespace Twin.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommonOptions.DeployedOnly();
        var readOnly = new Option<bool>("--read-only")
        {
            Description = "Start and send nothing: look at the newest snapshots, the last publication and the last "
                + "day's logs",
        };
        var command = new Command(
            "verify",
            "Runs a deployed stack once and reports line by line: an extraction, its snapshots and tables, all named "
            + "queries, the publication, refused calls, a test alarm, subscriptions, the refresh token's age, and "
            + "differences from the configuration. A failed line is followed by what to do")
        {
            stack, readOnly,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var access = await StackAccess.FindAsync(
                parsed.GetValue(stack)!,
                PulumiProject.Folder,
                context.Path,
                cancellationToken);
            var target = new VerifyTarget(access, parsed.GetValue(readOnly));
            return await new VerifySession(target, context.Output, TimeProvider.System).RunAsync(cancellationToken)
                ? ExitCodes.Done
                : ExitCodes.Failed;
        });

        return command;
    }
}
