using System.CommandLine;
using Twin.Cli.Commands;
using Twin.Cli.Terminal;

namespace Bench.Plays;

/// <summary>Writes a made-up export, to try an import.</summary>
internal static class ExportCommand
{
    private const int MaxPlays = 20_000_000;

    public static Command Create(CommandContext context)
    {
        var plays = CommonOptions.Count("--plays", "The number of plays", LifetimeBenchmark.Plays, MaxPlays);
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed gives the same plays",
            DefaultValueFactory = _ => 1,
        };
        var zip = new Option<string>("--zip") { Description = "The zip to write", HelpName = "FILE", Required = true };
        var command = new Command("export", "Writes a made-up export of a listener's plays, as Spotify gives it")
        {
            plays, seed, zip,
        };
        command.SetAction(parsed =>
        {
            var export = new GeneratedExport(parsed.GetValue(plays), parsed.GetValue(seed));
            export.Write(parsed.GetValue(zip)!);
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{parsed.GetValue(zip)}: {export.Kept} plays, {export.Duplicates} duplicates, "
                + $"{export.PrivateSessions} records of private sessions."));
        });
        return command;
    }
}
