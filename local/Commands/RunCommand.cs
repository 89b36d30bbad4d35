using System.CommandLine;
using Local.Reports;
using Local.Spotify;
using Local.Spotify.Faults;
using Local.Twin;

namespace Local.Commands;

/// <summary><c>run</c>: the whole stack on this machine.</summary>
internal static class RunCommand
{
    private const int MostDays = 366;
    private const int MostPlaylists = 2000;
    private const int MostTracks = 100_000;

    public static Command Create()
    {
        var stack = CommonOptions.Stack();
        var outOption = CommonOptions.Out();
        var playlist = new Option<string[]>("--playlist")
        {
            Description = "A captured answer of Spotify's that is a playlist's content; may be given several times",
            HelpName = "FILE",
        };
        var era = new Option<string>("--era")
        {
            Description = "The shape of Spotify's answers: today's, or that of before 2026",
            DefaultValueFactory = _ => EraShape.Names[^1],
        };
        era.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !EraShape.Names.Contains(text))
            {
                result.AddError($"--era is '{text}'. It accepts {string.Join(" or ", EraShape.Names)}.");
            }
        });
        era.CompletionSources.Add([.. EraShape.Names]);
        var days = CommonOptions.Count("--days", "How many scheduled days", 1, MostDays);
        var playlists = CommonOptions.Count("--playlists", "How many synthetic playlists", 2, MostPlaylists);
        var tracks = CommonOptions.Count("--tracks", "How many entries each synthetic playlist has", 120, MostTracks);
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same synthetic playlists, and the same faults",
            DefaultValueFactory = _ => 1,
        };
        var faults = new Option<string>("--faults")
        {
            Description = "What goes wrong at Spotify: nothing, what a usual week has, or all that was ever seen",
            HelpName = string.Join('|', FaultLevels.Names),
            DefaultValueFactory = _ => FaultLevels.Names[0],
        };
        faults.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !FaultLevels.Names.Contains(text))
            {
                result.AddError($"--faults is '{text}'. It accepts none, usual or chaos.");
            }
        });
        faults.CompletionSources.Add([.. FaultLevels.Names]);

        var command = new Command("run", "Runs the whole stack on this machine: scheduled runs, then all named queries")
        {
            playlist, era, days, playlists, tracks, seed, faults, stack, outOption,
        };
        command.Validators.Add(result =>
        {
            var hasFaults = result.GetResult(faults) is { Tokens: [{ Value: var level }] }
                && level != FaultLevels.Names[0];
            var synthetic = (hasFaults ? new Option[] { playlists, tracks } : [playlists, tracks, seed])
                .Where(option => result.GetResult(option) is { Implicit: false })
                .Select(option => option.Name)
                .ToList();
            if (result.GetResult(playlist) is { Implicit: false } && synthetic.Count > 0)
            {
                result.AddError(
                    $"{string.Join(" and ", synthetic)} make synthetic playlists, and --playlist gives captured ones. "
                    + "Leave one of the two out.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new RunOptions(
                parsed.GetValue(stack)!,
                [.. parsed.GetValue(playlist) ?? []],
                EraShape.Parse(parsed.GetValue(era)!),
                parsed.GetValue(days),
                parsed.GetValue(playlists),
                parsed.GetValue(tracks),
                parsed.GetValue(seed),
                parsed.GetValue(outOption)!)
            {
                Faults = FaultLevels.Parse(parsed.GetValue(faults)!),
            },
            cancellationToken));

        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var screen = Screen.Create();
        using var output = OutputFolder.Begin(options.Out);
        var run = new TwinRun(options, TimeProvider.System) { OnMoment = screen.Show };
        var outcome = await screen.WhileRunningAsync(() => run.RunAsync(output, cancellationToken));

        foreach (var result in outcome.Results)
        {
            screen.Show(result);
        }

        foreach (var playlist in outcome.Record.Playlists.Where(playlist => playlist.WaitingUntil is not null))
        {
            screen.Warn($"{playlist.Name} ({playlist.Id}) is {playlist.Outcome}: {playlist.Reason}");
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
