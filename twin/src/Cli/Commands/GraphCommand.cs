using System.CommandLine;
using Infra.Settings;
using Twin.Cli.Coverage;
using Twin.Cli.Documents;
using Twin.Cli.Graph;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class GraphCommand
{
    public static Command Create(CommandContext context)
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
                + $"With --settings: writes {SettingsDocument.ProjectFile} and the table in "
                + $"{SettingsDocument.Place.FileName}. "
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
                (true, _, _) when isWritten => WriteCoverageAsync(context, cancellationToken),
                (true, _, _) => ShowCoverageAsync(context, name, cancellationToken),
                (_, true, _) when isWritten => WriteSettingsAsync(context, cancellationToken),
                (_, true, _) => ShowSettingsAsync(context),
                (_, _, true) when isWritten => WriteDashboardAsync(context, name, cancellationToken),
                (_, _, true) => ShowDashboardAsync(context, name),
                _ => DrawAsync(context, name),
            };
        });

        return command;
    }

    private static async Task<int> DrawAsync(CommandContext context, string stack)
    {
        context.Output.Write(Mermaid.Draw(await StackLoader.LoadWithoutSecretsAsync(stack)));
        return ExitCodes.Done;
    }

    private static async Task<int> ShowCoverageAsync(
        CommandContext context, string stack, CancellationToken cancellationToken)
    {
        var coverage = await CoverageRun.RunAsync(stack, cancellationToken);
        context.Output.Write(CoverageDocument.Table([(stack, coverage)]));
        context.Output.WriteLine();
        context.Output.WriteLine(coverage);
        return ExitCodes.Done;
    }

    private static async Task<int> WriteCoverageAsync(CommandContext context, CancellationToken cancellationToken) =>
        await WriteAsync(
            context,
            CoverageDocument.Place,
            await CoverageDocument.TableOfAllAsync(cancellationToken),
            cancellationToken);

    private static Task<int> ShowSettingsAsync(CommandContext context)
    {
        context.Output.Write(SettingsDocument.Table(KnownSettings.All));
        return Task.FromResult(ExitCodes.Done);
    }

    private static async Task<int> WriteSettingsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var file = Path.Combine(PulumiProject.Folder, SettingsDocument.ProjectFile);
        var project = await File.ReadAllTextAsync(file, cancellationToken);
        await File.WriteAllTextAsync(
            file, SettingsDocument.ProjectWith(project, KnownSettings.All), cancellationToken);
        context.Output.WriteLine($"{SettingsDocument.ProjectFile} is written.");
        return await WriteAsync(
            context, SettingsDocument.Place, SettingsDocument.Table(KnownSettings.All), cancellationToken);
    }

    private static async Task<int> ShowDashboardAsync(CommandContext context, string stack)
    {
        context.Output.Write(DashboardPicture.Draw(await StackLoader.LoadWithoutSecretsAsync(stack)));
        return ExitCodes.Done;
    }

    private static async Task<int> WriteDashboardAsync(
        CommandContext context, string stack, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(PulumiProject.Folder, DashboardPicture.FileName),
            DashboardPicture.Draw(await StackLoader.LoadWithoutSecretsAsync(stack)),
            cancellationToken);
        context.Output.WriteLine($"{DashboardPicture.FileName} is written.");
        return ExitCodes.Done;
    }

    private static async Task<int> WriteAsync(
        CommandContext context, WrittenTable place, string table, CancellationToken cancellationToken)
    {
        await place.WriteAsync(table, cancellationToken);
        context.Output.WriteLine($"{place.FileName} is written.");
        return ExitCodes.Done;
    }
}
