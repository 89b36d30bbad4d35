using System.CommandLine;
using Local.Login;
using Local.Operations;
using Local.Reports;

namespace Local.Commands;

/// <summary><c>redrive</c>: gives what waits in the failure queue to the functions again.</summary>
internal static class RedriveCommand
{
    public static Command Create()
    {
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());
        var command = new Command(
            "redrive",
            "Gives each event that waits in the failure queue to the function that failed, and deletes it from the "
            + "queue when Lambda has taken it")
        {
            stack, outOption,
        };
        CommonOptions.ExcludeOutOfDeployed(command, stack, outOption);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = Path.TrimEndingDirectorySeparator(parsed.GetValue(outOption)!);
            // What is left over in the queue made the run fail.
            var folder = Directory.Exists(OutputFolder.FailedOf(named)) ? OutputFolder.FailedOf(named) : named;
            await using var lake = await Lakes.FindAsync(parsed.GetValue(stack), folder, cancellationToken);
            var session = new RedriveSession(lake, new ConsolePerson(), Console.Out, TimeProvider.System);
            return await session.RunAsync(cancellationToken) ? ExitCodes.Done : ExitCodes.Failed;
        });

        return command;
    }
}
