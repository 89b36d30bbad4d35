using System.CommandLine;
using Functions.Lake;
using Twin.Cli.Operations;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class ReplayCommand
{
    private const string Function = "function";
    private const string Spark = "spark";

    public static Command Create(CommandContext context)
    {
        var from = Day("--from", "The first day to make again, yyyy-MM-dd");
        var to = Day("--to", "The last day to make again, yyyy-MM-dd");
        var playlistId = new Option<string[]>("--playlist-id")
        {
            Description = $"A playlist or list: {SourceId.StoredForms}; may be given several times. Without it, all",
            HelpName = "ID",
        };
        playlistId.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!SourceId.TryParse(token.Value, out var source))
                {
                    result.AddError($"--playlist-id is '{token.Value}'. It accepts {SourceId.StoredForms}.");
                }
                else if (source is SourceId.Mine)
                {
                    result.AddError($"--playlist-id is '{source}', and each playlist that it finds has its own id. Give "
                        + "those ids, or leave the option out for all playlists.");
                }
            }
        });
        var engine = CommonOptions.Choice(
            "--engine",
            "What makes the tables: the repair function, or the Spark job, which is made for many days",
            [Function, Spark],
            Function);
        engine.HelpName = $"{Function}|{Spark}";
        var yes = new Option<bool>("--yes") { Description = "Promote the new tables without asking" };
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());

        var command = new Command(
            "replay",
            "Makes the tables of some days again from the raw snapshots, with the present code. Shows each row that "
            + "would change, and promotes the new tables if you agree")
        {
            from, to, playlistId, engine, stack, yes, outOption,
        };
        CommonOptions.ExcludeOutOfDeployed(command, stack, outOption);
        CommonOptions.ExpectOrder(command, from, to);
        command.Validators.Add(result =>
        {
            if (result.GetValue(engine) == Spark && result.GetResult(playlistId) is { Tokens.Count: > 0 })
            {
                result.AddError(
                    $"--engine {Spark} makes all playlists of the days. Leave out --playlist-id, or --engine.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ReplayRequest(
                parsed.GetValue(from) ?? default,
                parsed.GetValue(to) ?? default,
                [.. (parsed.GetValue(playlistId) ?? [])
                    .Select(text => SourceId.TryParse(text, out var source) ? source.Name : text)
                    .Distinct()])
            {
                BySpark = parsed.GetValue(engine) == Spark,
            };
            await using var target = await OperationTargets.FindAsync(
                parsed.GetValue(stack), parsed.GetValue(outOption)!, context.Path, cancellationToken);
            var session = new ReplaySession(
                target, request, new ConsolePrompt(context), context.Output, TimeProvider.System);
            return await session.RunAsync(parsed.GetValue(yes), cancellationToken)
                ? ExitCodes.Done
                : ExitCodes.Failed;
        });

        return command;
    }

    private static Option<DateOnly?> Day(string name, string description)
    {
        var option = CommonOptions.Day(name, description);
        option.Required = true;
        return option;
    }
}
