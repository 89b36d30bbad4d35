using System.CommandLine;
using Infra.Settings;
using Local.Cli.Coverage;
using Local.Cli.Documents;
using Local.Cli.Graph;
using Local.Twin.Declaration;

namespace Local.Cli.Commands;

/// <summary><c>graph</c>: the declared topology as Mermaid, the coverage of its properties, or the settings.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var stack = CommonOptions.Stack();
        var coverage = new Option<bool>("--coverage")
        {
            Description = "Prints the coverage instead: what the twin does with each declared property",
        };
        var settings = new Option<bool>("--settings")
        {
            Description = "Prints the settings and their defaults instead",
        };
        var write = new Option<bool>("--write")
        {
            Description = $"With --coverage: writes the table in {CoverageDocument.Place.FileName}, for all stacks. "
                + $"With --settings: writes the table in {SettingsDocument.Place.FileName}",
        };
        var command = new Command("graph", "Prints the declared topology as Mermaid")
        {
            stack, coverage, settings, write,
        };
        command.Validators.Add(result =>
        {
            var tables = (result.GetValue(coverage) ? 1 : 0) + (result.GetValue(settings) ? 1 : 0);
            if (tables > 1)
            {
                result.AddError("--coverage and --settings are two tables. Leave one of them out.");
            }

            if (result.GetValue(write) && tables == 0)
            {
                result.AddError(
                    "--write writes the table of --coverage or --settings. Add one of them, or leave --write out.");
            }

            if ((result.GetValue(write) || result.GetValue(settings)) && result.GetResult(stack) is { Implicit: false })
            {
                result.AddError($"The table is for all stacks. Leave {stack.Name} out.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
            (parsed.GetValue(coverage), parsed.GetValue(settings), parsed.GetValue(write)) switch
            {
                (true, _, true) => WriteCoverageAsync(cancellationToken),
                (true, _, false) => ShowCoverageAsync(parsed.GetValue(stack)!, cancellationToken),
                (_, true, true) =>
                    WriteAsync(SettingsDocument.Place, SettingsDocument.Table(KnownSettings.All), cancellationToken),
                (_, true, false) => ShowSettingsAsync(),
                _ => DrawAsync(parsed.GetValue(stack)!),
            });

        return command;
    }

    private static async Task<int> DrawAsync(string stack)
    {
        Console.Write(Mermaid.Draw(await StackLoader.LoadWithoutSecretsAsync(stack)));
        return ExitCodes.Done;
    }

    private static async Task<int> ShowCoverageAsync(string stack, CancellationToken cancellationToken)
    {
        var coverage = await CoverageRun.RunAsync(stack, cancellationToken);
        Console.Write(CoverageDocument.Table([coverage]));
        Console.WriteLine();
        Console.WriteLine(coverage);
        return ExitCodes.Done;
    }

    private static async Task<int> WriteCoverageAsync(CancellationToken cancellationToken) => await WriteAsync(
        CoverageDocument.Place, await CoverageDocument.TableOfAllAsync(cancellationToken), cancellationToken);

    private static Task<int> ShowSettingsAsync()
    {
        Console.Write(SettingsDocument.Table(KnownSettings.All));
        return Task.FromResult(ExitCodes.Done);
    }

    private static async Task<int> WriteAsync(WrittenTable place, string table, CancellationToken cancellationToken)
    {
        await place.WriteAsync(table, cancellationToken);
        Console.WriteLine($"{place.FileName} is written.");
        return ExitCodes.Done;
    }
}
