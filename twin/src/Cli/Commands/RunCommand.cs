using System.CommandLine;
using System.CommandLine.Parsing;
using Functions.Lake;
using Infra.Settings;
using Twin.Cli.Reports;
using Twin.Cli.Terminal;
using Twin.Host;
using Twin.Host.History;
using Twin.Spotify.Api;
using Twin.Spotify.Faults;

namespace Twin.Cli.Commands;

internal static class RunCommand
{
    // Movers and new entries need days before.
    private const int StandardDays = 7;
    private const int MaxDays = 366;
    private const int MaxPlaylists = 2000;
    private const int MaxTracks = 100_000;

    public static Command Create(CommandContext context)
    {
        var stack = CommonOptions.Stack();
        var outOption = CommonOptions.Out();
        var playlist = new Option<string[]>("--playlist")
        {
            Description = "A file with a captured response of Spotify: the content of a playlist, of a chart, or of "
                + "the liked songs; may be given several times",
            HelpName = "FILE",
        };
        var era = CommonOptions.Choice(
            "--era",
            "The shape of Spotify's responses: the present one, or the one before 2026",
            EraShape.Names,
            EraShape.Names[^1]);
        var days = CommonOptions.Count(
            "--days",
            "The number of scheduled days; with a captured file the default is 1, since the content stays the same",
            StandardDays,
            MaxDays);
        var playlists = CommonOptions.Count("--playlists", "The number of synthetic playlists", 2, MaxPlaylists);
        var tracks = CommonOptions.Count(
            "--tracks", "The number of entries in each synthetic playlist", 120, MaxTracks);
        var seed = CommonOptions.Count(
            "--seed",
            "The same seed gives the same synthetic playlists, and the same faults. A given seed also makes the year "
            + "eventful: playlists, songs and artists are renamed, artists are merged, entries repeat a song; from day "
            + "22 on, playlists are also away, empty, or have equal names",
            1,
            int.MaxValue,
            int.MinValue);
        var faults = CommonOptions.Choice(
            "--faults",
            "The faults of Spotify: none, those of a usual week, or all that were ever seen",
            FaultLevels.Names,
            FaultLevels.Names[0]);
        faults.HelpName = string.Join('|', FaultLevels.Names);

        var live = new Option<bool>("--live")
        {
            Description = "Read Spotify itself, once and now, with the credentials in "
                + $"{SpotifyVariables.ClientId}, {SpotifyVariables.ClientSecret} and {SpotifyVariables.RefreshToken}",
        };
        var playlistId = new Option<string[]>("--playlist-id")
        {
            Description = "With --live: a playlist's id, URI or address, or another source as the setting playlists "
                + "has it; may be given several times. Without it, those of the stack's configuration",
            HelpName = "ID",
        };
        playlistId.Validators.Add(result =>
        {
            foreach (var wrong in result.Tokens.Where(token => !SourceId.TryParse(token.Value, out _)))
            {
                result.AddError($"--playlist-id is '{wrong.Value}'. It accepts {SourceId.Forms}.");
            }
        });

        var history = new Option<string[]>("--history")
        {
            Description = "Import an account's own export instead of reading Spotify: the zip as downloaded, a folder, "
                + "or a JSON file; may be given several times",
            HelpName = "FILE",
        };
        var privateSessions = CommonOptions.PrivateSessions();

        var otherwise = new Option<string[]>("--assume-otherwise")
        {
            Description = "Play the opposite of an undocumented behaviour on which the stack relies: an id of "
                + "docs/assumptions.md; may be given several times",
            HelpName = "ID",
        };
        otherwise.Validators.Add(result =>
        {
            var known = Assumptions.All.Select(behavior => behavior.Id).ToList();
            foreach (var wrong in result.Tokens.Select(token => token.Value).Except(known))
            {
                result.AddError($"--assume-otherwise is '{wrong}'. It accepts {string.Join(", ", known)}.");
            }
        });
        otherwise.CompletionSources.Add([.. Assumptions.All.Select(behavior => behavior.Id)]);

        var until = CommonOptions.Choice(
            "--until",
            "The last stage: the extraction, the transform, the publication, or the named queries",
            RunStages.Names,
            RunStages.Names[^1]);
        until.HelpName = string.Join('|', RunStages.Names);

        var plays = new Option<string?>("--plays")
        {
            Description = "Set plays to true for this run: the sandbox's user has plays; with a file, those of a "
                + "captured answer of me/player/recently-played, and nothing else of the sandbox",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Print every step, and all rows of each query",
        };

        var command = new Command("run", "Runs the whole stack on this machine: scheduled runs, then all named queries")
        {
            playlist, plays, era, days, playlists, tracks, seed, faults, otherwise, live, playlistId, history,
            privateSessions, until, stack, outOption, verbose,
        };
        command.Validators.Add(result =>
        {
            var hasFaults = result.GetResult(faults) is { Tokens: [{ Value: var level }] }
                && level != FaultLevels.Names[0];
            var synthetic = (hasFaults ? new Option[] { playlists, tracks } : [playlists, tracks, seed])
                .Where(option => result.GetResult(option) is { Implicit: false })
                .Select(option => option.Name)
                .ToList();
            var captured = result.GetResult(playlist) is { Implicit: false } ? "--playlist gives captured ones"
                : result.GetResult(plays) is { Tokens: [_] } ? "--plays with a file gives captured plays only"
                : null;
            if (captured is not null && synthetic.Count > 0)
            {
                result.AddError(
                    $"{string.Join(" and ", synthetic)} make synthetic playlists, and {captured}. "
                    + "Leave one of the two out.");
            }
        });
        command.Validators.Add(result =>
        {
            if (!result.GetValue(live))
            {
                if (result.GetResult(playlistId) is { Implicit: false })
                {
                    result.AddError("--playlist-id names what is at Spotify itself. Add --live, or leave it out.");
                }

                return;
            }

            Exclude(
                result, "--live reads Spotify itself", "for the sandbox",
                playlist, era, days, playlists, tracks, seed, faults, otherwise);
            if (result.GetResult(plays) is { Tokens: [_] })
            {
                result.AddError("--live reads the user's plays itself. Leave the file of --plays out.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(history) is { Implicit: false })
            {
                Exclude(
                    result, "--history imports an export", "for reading Spotify",
                    playlist, plays, era, days, playlists, tracks, seed, faults, otherwise, live, playlistId);
            }
            else if (result.GetValue(privateSessions))
            {
                result.AddError($"{privateSessions.Name} is about an export. Add --history, or leave it out.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            new RunOptions(
                parsed.GetValue(stack)!,
                [.. parsed.GetValue(playlist) ?? []],
                EraShape.Parse(parsed.GetValue(era)!),
                (parsed.GetResult(playlist) is { Implicit: false } || parsed.GetResult(plays) is { Tokens: [_] })
                    && parsed.GetResult(days) is not { Implicit: false }
                    ? 1
                    : parsed.GetValue(days),
                parsed.GetValue(playlists),
                parsed.GetValue(tracks),
                parsed.GetValue(seed),
                parsed.GetValue(outOption)!)
            {
                PlaysFile = parsed.GetResult(plays) is { Tokens: [{ Value: var file }] } ? file : null,
                Settings = parsed.GetResult(plays) is not { Implicit: false }
                    ? ImmutableDictionary<string, string>.Empty
                    : ImmutableDictionary<string, string>.Empty.Add(KnownSettings.Plays.Key, "true"),
                Sources =
                [
                    new SourceId.Mine(),
                    .. new[] { playlists, tracks }.Any(option => parsed.GetResult(option) is { Implicit: false })
                        ? Enumerable.Empty<SourceId>()
                        : [new SourceId.TopTracks(ChartRange.FourWeeks), new SourceId.Liked()],
                ],
                IsEventful = parsed.GetResult(seed) is { Implicit: false },
                Faults = FaultLevels.Parse(parsed.GetValue(faults)!),
                Until = RunStages.Parse(parsed.GetValue(until)!),
                Otherwise = [.. Assumptions.All.IntersectBy(
                    parsed.GetValue(otherwise) ?? [], behavior => behavior.Id)],
                History = parsed.GetValue(history) is { Length: > 0 } files
                    ? new ExportOptions([.. files], parsed.GetValue(privateSessions))
                    : null,
                Live = parsed.GetValue(live) ? LiveFromEnvironment(context, parsed.GetValue(playlistId) ?? []) : null,
            },
            parsed.GetValue(verbose),
            cancellationToken));

        return command;
    }

    private static void Exclude(
        CommandResult result, string source, string purpose, params IEnumerable<Option> options)
    {
        var others = options
            .Where(option => result.GetResult(option) is { Implicit: false })
            .Select(option => option.Name)
            .ToList();
        if (others.Count > 0)
        {
            result.AddError($"{source}, and {string.Join(" and ", others)} {(others.Count == 1 ? "is" : "are")} "
                + $"{purpose}. Leave one of the two out.");
        }
    }

    // A refresh token that is set and empty is valid: such an app has no user.
    private static LiveOptions LiveFromEnvironment(CommandContext context, string[] playlists)
    {
        var id = context.FilledVariable(SpotifyVariables.ClientId);
        var secret = context.FilledVariable(SpotifyVariables.ClientSecret);
        var token = context.Variable(SpotifyVariables.RefreshToken)?.Trim();
        var missing = new[]
        {
            (SpotifyVariables.ClientId, id, "the app's client id: https://developer.spotify.com/dashboard, the app, "
                + "Settings"),
            (SpotifyVariables.ClientSecret, secret, "the app's client secret, from the same page"),
            (SpotifyVariables.RefreshToken, token, "a user's consent to what Pulumi.dev.yaml reads: "
                + $"export {SpotifyVariables.RefreshToken}=\"{SpotifyVariables.Login}\"; set but empty "
                + "for an app with extended quota, which needs no user"),
        }.Where(variable => variable.Item2 is null).ToList();

        return id is null || secret is null || token is null
            ? throw new InputException(string.Join(
                '\n',
                [
                    "--live reads Spotify with credentials from the environment. Not set:",
                    .. missing.Select(variable => $"  {variable.Item1}: {variable.Item3}"),
                ]))
            : new LiveOptions(
                id,
                secret,
                token,
                [.. playlists.Select(text => SourceId.TryParse(text, out var found) ? found.Text : text).Distinct()]);
    }

    private static async Task<int> RunAsync(
        CommandContext context, RunOptions options, bool isVerbose, CancellationToken cancellationToken)
    {
        var screen = ConsoleOutput.Create(context, isVerbose);
        using var output = OutputFolder.Begin(
            options.Out, isPrivate: options is not { Live: null, History: null, PlaysFile: null });
        var run = new TwinRun(options, TimeProvider.System) { OnEntry = screen.Show };
        var outcome = await screen.WhileRunningAsync(() => run.RunAsync(output.Buckets, cancellationToken));
        RunFiles.Write(output, outcome);

        if (options.Until == RunStage.Query)
        {
            // An export gives no playlists, so most queries have no rows.
            screen.Show(outcome.Results
                .Where(query => !outcome.Record.Playlists.IsEmpty || !query.Result.Rows.IsEmpty)
                .Select(ResultTable.From));
        }

        if (outcome.Record.History is { } history)
        {
            screen.Show(history);
        }

        foreach (var warning in outcome.Record.Warnings)
        {
            screen.Problem(warning);
        }

        foreach (var playlist in outcome.Record.Playlists.Where(playlist => playlist.IsWarning))
        {
            screen.Warn($"{playlist.Title} is {playlist.Outcome}: "
                + $"{playlist.Reason?.TrimEnd('.')}. {playlist.Advice}");
        }

        foreach (var unknown in outcome.Record.NotSimulated)
        {
            screen.Warn(unknown);
        }

        if (outcome.Record.Failures.IsEmpty)
        {
            screen.Done(outcome.Record, output.Publish());
            return ExitCodes.Done;
        }

        screen.Failed(outcome.Record, output.KeepAsFailed());
        return ExitCodes.Failed;
    }
}
