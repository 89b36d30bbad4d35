using System.CommandLine;
using Local.Cli.Coverage;
using Local.Cli.Graph;
using Local.Twin.Declaration;

namespace Local.Cli.Commands;

/// <summary><c>graph</c>: the declared topology as Mermaid, or the coverage of the declared properties.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var stack = CommonOptions.Stack();
        var coverage = new Option<bool>("--coverage")
        {
            Description = "Prints the coverage instead: what the twin does with each declared property",
        };
        var write = new Option<bool>("--write")
        {
            Description = $"With --coverage: writes the table in {CoverageDocument.FileName}, for all stacks",
        };
        var command = new Command("graph", "Prints the declared topology as Mermaid") { stack, coverage, write };
        command.Validators.Add(result =>
        {
            if (result.GetValue(write) && !result.GetValue(coverage))
            {
                result.AddError("--write writes the table of --coverage. Add --coverage, or leave --write out.");
            }

            if (result.GetValue(write) && result.GetResult(stack) is { Implicit: false })
            {
                result.AddError($"--write writes the table for all stacks. Leave {stack.Name} out.");
            }
        });
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(write) ? WriteAsync(cancellationToken)
            : parsed.GetValue(coverage) ? ShowCoverageAsync(parsed.GetValue(stack)!, cancellationToken)
            : DrawAsync(parsed.GetValue(stack)!));

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

    private static async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(PulumiProject.Folder, CoverageDocument.FileName);
        var table = await CoverageDocument.TableOfAllAsync(cancellationToken);
        await File.WriteAllTextAsync(
            file,
            CoverageDocument.With(await File.ReadAllTextAsync(file, cancellationToken), table),
            cancellationToken);
        Console.WriteLine($"{CoverageDocument.FileName} is written.");
        return ExitCodes.Done;
    }
}
