using System.CommandLine;
using Twin.Cli.Chaos;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class ChaosCommand
{
    private const int Most = 1_000_000;

    public static Command Create(CommandContext context)
    {
        var seeds = CommonOptions.Count("--seeds", "The number of seeds, each with a run of its own", 10, Most);
        var seed = CommonOptions.Count("--seed", "The first seed: the same one gives the same faults", 1, Most);
        var command = new Command(
            "chaos",
            "Runs the stack for three days with faults on AWS's side, and one day without, once for each seed. No row "
            + "may be lost or doubled; what is absent was told by an alarm; and nothing waits for ever")
        {
            seeds, seed,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var sweep = new ChaosSweep(new ChaosRun(), context.Output);
            var failed = await sweep.RunAsync(parsed.GetValue(seed), parsed.GetValue(seeds), cancellationToken);
            return failed.IsEmpty ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
