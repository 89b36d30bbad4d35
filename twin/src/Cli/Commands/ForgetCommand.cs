using System.CommandLine;
using Functions.Forget;
using Functions.Lake;
using Twin.Cli.Operations;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class ForgetCommand
{
    public static Command Create(CommandContext context)
    {
        var playlist = new Option<string?>("--playlist")
        {
            Description = $"Forget a playlist or list: {SourceId.StoredForms}",
            HelpName = "ID",
        };
        playlist.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (!SourceId.TryParse(text, out var source) || source is SourceId.Mine))
            {
                result.AddError($"--playlist is '{text}'. It accepts {SourceId.StoredForms}.");
            }
        });
        var user = new Option<string?>("--user")
        {
            Description = "Forget a user of Spotify, wherever a playlist has the user's id",
            HelpName = "ID",
        };
        user.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (text.Length == 0
                    || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "/:?#%".Contains(c))))
            {
                result.AddError($"--user is '{text}'. It accepts the id alone: in the address "
                    + "https://open.spotify.com/user/somebody it is somebody.");
            }
        });
        var plays = new Option<bool>("--plays") { Description = "Forget plays, of the API and of exports" };
        var from = CommonOptions.Day("--from", "The first day of plays, yyyy-MM-dd, UTC. Without it, all before --to");
        var to = CommonOptions.Day("--to", "The last day of plays, yyyy-MM-dd, UTC. Without it, all since --from");
        var yes = new Option<bool>("--yes") { Description = "Forget without asking" };
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());

        var command = new Command(
            "forget",
            "Removes a playlist, a user or plays from all buckets, with all versions, and from the analytics tables. "
            + "Shows what there is, and asks. A call that was ended is finished by the same command")
        {
            playlist, user, plays, from, to, stack, yes, outOption,
        };
        CommonOptions.ExcludeOutOfDeployed(command, stack, outOption);
        CommonOptions.ExpectOrder(command, from, to);
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetResult(playlist), result.GetResult(user) }.Count(option => option is not null)
                + (result.GetValue(plays) ? 1 : 0);
            if (given != 1)
            {
                result.AddError("Name one of --playlist ID, --user ID and --plays.");
            }
            else if (!result.GetValue(plays) && (result.GetResult(from) ?? result.GetResult(to)) is not null)
            {
                result.AddError("--from and --to go with --plays. Leave them out.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var subject = new ForgetEvent(
                ForgetEvent.Show,
                Playlist: parsed.GetValue(playlist) is { } text && SourceId.TryParse(text, out var source)
                    ? source.Name
                    : null,
                User: parsed.GetValue(user),
                Plays: parsed.GetValue(plays),
                From: parsed.GetValue(from),
                To: parsed.GetValue(to));
            await using var target = await OperationTargets.FindAsync(
                parsed.GetValue(stack), parsed.GetValue(outOption)!, context.Path, cancellationToken);
            return await new ForgetSession(target, subject, new ConsolePrompt(context), context.Output)
                .RunAsync(parsed.GetValue(yes), cancellationToken)
                ? ExitCodes.Done
                : ExitCodes.Failed;
        });

        return command;
    }
}
