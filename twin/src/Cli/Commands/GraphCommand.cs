using System.CommandLine;
using Infra.Settings;
using Twin.Cli.Coverage;
using Twin.Cli.Documents;
using Twin.Cli.Graph;
using Twin.Host.Loading;

namespace Twin.Cli.Commands;

/// <summary>
/// <c>graph</c>: the declared topology as Mermaid, the coverage of its properties, the settings, or the dashboard.
/// </summary>
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
        var dashboard = new Option<bool>("--dashboard")
        {
            Description = "Prints the layout of the CloudWatch dashboard instead, as SVG",
        };
        var write = new Option<bool>("--write")
        {
            Description = $"With --coverage: writes the table in {CoverageDocument.Place.FileName}, for all stacks. "
                + $"With --settings: writes the table in {SettingsDocument.Place.FileName}. "
                + $"With --dashboard: writes {DashboardPicture.FileName}",
        };
        var command = new Command("graph", "Prints the declared topology as Mermaid")
        {
            stack, coverage, settings, dashboard, write,
        };
        command.Validators.Add(result =>
        {
            var others = ((Option<bool>[])[coverage, settings, dashboard]).Count(option => result.GetValue(option));
            if (others > 1)
            {
                result.AddError("--coverage, --settings and --dashboard exclude each other. Leave all but one out.");
            }

            if (result.GetValue(write) && others == 0)
            {
                result.AddError("--write writes what --coverage, --settings or --dashboard prints. Add one of them, or "
                    + "leave --write out.");
            }

            if ((result.GetValue(write) || result.GetValue(settings)) && result.GetResult(stack) is { Implicit: false })
            {
                result.AddError($"The documentation is for all stacks. Leave {stack.Name} out.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var (isWritten, name) = (parsed.GetValue(write), parsed.GetValue(stack)!);
            return (parsed.GetValue(coverage), parsed.GetValue(settings), parsed.GetValue(dashboard)) switch
            {
                (true, _, _) when isWritten => WriteCoverageAsync(cancellationToken),
                (true, _, _) => ShowCoverageAsync(name, cancellationToken),
                (_, true, _) when isWritten =>
                    WriteAsync(SettingsDocument.Place, SettingsDocument.Table(KnownSettings.All), cancellationToken),
                (_, true, _) => ShowSettingsAsync(),
                (_, _, true) when isWritten => WriteDashboardAsync(name, cancellationToken),
                (_, _, true) => ShowDashboardAsync(name),
                _ => DrawAsync(name),
            };
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

    private static async Task<int> ShowDashboardAsync(string stack)
    {
        Console.Write(DashboardPicture.Draw(await StackLoader.LoadWithoutSecretsAsync(stack)));
        return ExitCodes.Done;
    }

    private static async Task<int> WriteDashboardAsync(string stack, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(PulumiProject.Folder, DashboardPicture.FileName),
            DashboardPicture.Draw(await StackLoader.LoadWithoutSecretsAsync(stack)),
            cancellationToken);
        Console.WriteLine($"{DashboardPicture.FileName} is written.");
        return ExitCodes.Done;
    }

    private static async Task<int> WriteAsync(WrittenTable place, string table, CancellationToken cancellationToken)
    {
        await place.WriteAsync(table, cancellationToken);
        Console.WriteLine($"{place.FileName} is written.");
        return ExitCodes.Done;
    }
}
