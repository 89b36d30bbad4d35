using System.CommandLine;
using Bench.Extract;
using Bench.History;
using Bench.Parts;
using Bench.Plays;
using Bench.Transform;
using Twin.Cli.Commands;
using Twin.Cli.Terminal;
using Twin.Host.Loading;

namespace Bench;

internal static class BenchCommand
{
    private static ImmutableArray<IBenchmark> All =>
    [
        new ExtractBenchmark(), new TransformBenchmark(), new PartsBenchmark(), new HistoryBenchmark(),
        new LifetimeBenchmark(),
    ];

    public static RootCommand Root(CommandContext context) =>
        new("Measures the Spotify stack on this machine.") { Create(context, All) };

    public static Command Create(CommandContext context, ImmutableArray<IBenchmark> benchmarks)
    {
        var known = benchmarks.Select(benchmark => benchmark.Name).ToArray();
        var names = new Argument<string[]>("NAME")
        {
            Description = $"What to measure, all unless given: {string.Join(", ", known)}",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !known.Contains(token.Value)))
            {
                result.AddError(token.Value.StartsWith('-')
                    ? $"There is no option '{token.Value}'."
                    : $"There is no benchmark '{token.Value}'. Choose one of: {string.Join(", ", known)}.");
            }
        });
        var quick = new Option<bool>("--quick")
        {
            Description = "Small sizes, each once: shows in seconds that the benchmarks work",
        };
        var write = new Option<bool>("--write") { Description = $"Writes {BenchReport.FileName}, with all benchmarks" };
        var command = new Command("bench", "Measures whole processes on this machine, in comparison with the ideal")
        {
            names, quick, write, ExportCommand.Create(context),
        };
        command.Validators.Add(result =>
        {
            var others = new[]
            {
                result.GetResult(names) is { Tokens.Count: > 0 } ? "the names" : null,
                result.GetResult(quick) is { Implicit: false } ? quick.Name : null,
            };
            if (result.GetResult(write) is { Implicit: false } && others.Any(other => other is not null))
            {
                result.AddError($"--write writes all of {BenchReport.FileName}, as it is measured in full. "
                    + $"Leave {string.Join(" and ", others.OfType<string>())} out.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context,
            Chosen(benchmarks, parsed.GetValue(names)!),
            new BenchOptions(parsed.GetValue(quick)) { OnStep = context.Errors.WriteLine },
            parsed.GetValue(write),
            cancellationToken));

        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        ImmutableArray<IBenchmark> benchmarks,
        BenchOptions options,
        bool write,
        CancellationToken cancellationToken)
    {
        var sections = ImmutableArray.CreateBuilder<BenchSection>();
        foreach (var benchmark in benchmarks)
        {
            sections.Add(new BenchSection(benchmark.Title, await benchmark.RunAsync(options, cancellationToken)));
        }

        var report = new BenchReport(Machine.This(), TimeProvider.System.GetUtcNow(), sections.ToImmutable());
        if (write)
        {
            await File.WriteAllTextAsync(
                Path.Combine(PulumiProject.Folder, BenchReport.FileName), report.ToFile(), cancellationToken);
            context.Output.WriteLine($"{BenchReport.FileName} is written.");
        }
        else
        {
            context.Output.Write(report.ToText());
        }

        return ExitCodes.Done;
    }

    /// <summary>The chosen benchmarks, without duplicates and in the order of the report.</summary>
    private static ImmutableArray<IBenchmark> Chosen(ImmutableArray<IBenchmark> benchmarks, string[] names) =>
        names.Length == 0 ? benchmarks : [.. benchmarks.Where(benchmark => names.Contains(benchmark.Name))];
}
