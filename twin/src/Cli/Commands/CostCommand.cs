using System.CommandLine;
using Twin.Aws.Billing;
using Twin.Cli.Costs;
using Twin.Cli.Reports;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class CostCommand
{
    private const int MaxPlaylists = 2000;

    public static Command Create(CommandContext context)
    {
        var stack = CommonOptions.Stack();
        var playlists = new Option<int[]>("--playlists")
        {
            Description = "The numbers of playlists: a column for each",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. CostDocument.Playlists],
        };
        playlists.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token =>
                !int.TryParse(token.Value, out var number) || number is < 1 or > MaxPlaylists))
            {
                result.AddError(
                    $"--playlists is '{token.Value}'. It accepts whole numbers from 1 to {MaxPlaylists}.");
            }
        });
        var write = new Option<bool>("--write") { Description = $"Writes {CostDocument.FileName}, for all stacks" };
        var command = new Command("cost", "Computes what the stack costs a month, idle and with daily runs")
        {
            stack, playlists, write,
        };
        command.Validators.Add(result =>
        {
            var others = new Option[] { stack, playlists }
                .Where(option => result.GetResult(option) is { Implicit: false })
                .ToList();
            if (result.GetResult(write) is { Implicit: false } && others.Count > 0)
            {
                result.AddError($"--write writes all of {CostDocument.FileName}. "
                    + $"Leave {string.Join(" and ", others.Select(option => option.Name))} out.");
            }
        });
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(write)
            ? WriteAsync(context, cancellationToken)
            : ShowAsync(context, parsed.GetValue(stack)!, parsed.GetValue(playlists)!, cancellationToken));

        return command;
    }

    private static async Task<int> ShowAsync(
        CommandContext context, string stack, int[] playlists, CancellationToken cancellationToken)
    {
        var prices = PriceFile.Current;
        var report = await Run(prices, context).RunAsync(stack, playlists, cancellationToken);
        context.Output.WriteLine(
            $"Prices of {prices.Date:yyyy-MM-dd} for {prices.Region}. The assumptions are in {CostDocument.FileName}.");
        if (context.Terminal is null)
        {
            context.Output.WriteLine();
            context.Output.Write(CostDocument.Format(report, prices));
        }
        else
        {
            Show(ConsoleOutput.Create(context), stack, CostTables.Create(report, prices));
        }

        return ExitCodes.Done;
    }

    /// <summary>Shows tables as a terminal has room for them, without the marks of Markdown.</summary>
    internal static void Show(ConsoleOutput screen, string stack, IEnumerable<TextTable> tables)
    {
        foreach (var table in tables)
        {
            screen.Show(
                new ResultTable(
                    stack,
                    table.Header[0],
                    ["", .. table.Header[1..]],
                    [.. table.Rows.Select(row => row.Select(Plain).ToImmutableArray<string?>())])
                {
                    Numbers = [.. Enumerable.Range(0, table.Header.Length).Except(table.Words)],
                },
                table.Rows.Length);
        }

        static string Plain(string cell) =>
            cell.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
    }

    private static async Task<int> WriteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var prices = PriceFile.Current;
        var reports = new List<CostReport>();
        foreach (var stack in StackConfiguration.Names(PulumiProject.Folder))
        {
            reports.Add(await Run(prices, context).RunAsync(stack, CostDocument.Playlists, cancellationToken));
        }

        var engines = await EngineCosts.RunAsync(Run(prices, context), cancellationToken);
        var file = Path.Combine(PulumiProject.Folder, CostDocument.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, CostDocument.Format(reports, engines, prices), cancellationToken);
        context.Output.WriteLine($"{CostDocument.FileName} is written.");
        return ExitCodes.Done;
    }

    private static CostRun Run(PriceList prices, CommandContext context) =>
        new(prices) { OnRun = context.Errors.WriteLine };
}
