using System.Collections.Immutable;
using Local.Aws.Lambda;
using Local.Spotify;

namespace Bench.Transform;

/// <summary>The measured wait of a daily playlist: a process's start, up to the tables of one page.</summary>
/// <param name="Portable">The package that is compiled when it runs.</param>
/// <param name="Compiled">The one that is compiled ahead; empty where there is none.</param>
/// <param name="NotCompiled">Why there is none.</param>
/// <param name="PythonTimes">Python's; empty where it is not there.</param>
/// <param name="Python">Null where it is not there.</param>
internal sealed record StartUpMeasurement(
    ImmutableArray<InvokeResult> Portable,
    ImmutableArray<InvokeResult> Compiled,
    string? NotCompiled,
    ImmutableArray<TimeSpan> PythonTimes,
    PythonBaseline? Python)
{
    /// <summary>Measures: one after the other, in rounds.</summary>
    /// <param name="compiled">The package, or why there is none.</param>
    /// <param name="folder">For the page.</param>
    /// <param name="rounds">How many of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<StartUpMeasurement> MeasureAsync(
        (string? Path, string? Reason) compiled, string folder, int rounds, CancellationToken cancellationToken)
    {
        var pages = RawPages.Write(Path.Combine(folder, "one-page"), Era.Legacy, EraShape.Of(Era.Legacy).MaxLimit);
        var python = await PythonBaseline.FindAsync(cancellationToken);
        await using var trial = await TransformTrial.StartAsync(pages, cancellationToken);
        var results = new Dictionary<string, ImmutableArray<InvokeResult>.Builder>
        {
            [FunctionPackages.Portable] = ImmutableArray.CreateBuilder<InvokeResult>(),
        };
        if (compiled.Path is not null)
        {
            results[compiled.Path] = ImmutableArray.CreateBuilder<InvokeResult>();
        }

        // The first process of each package unpacks it as well, and this process compiles its own part.
        foreach (var package in results.Keys)
        {
            await trial.RunAsync(package, cancellationToken);
        }

        var times = ImmutableArray.CreateBuilder<TimeSpan>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (package, measured) in results)
            {
                measured.Add(await trial.RunAsync(package, cancellationToken));
            }

            if (python is not null)
            {
                times.Add(await trial.RunAsync(python, cancellationToken));
            }
        }

        return new StartUpMeasurement(
            results[FunctionPackages.Portable].ToImmutable(),
            compiled.Path is null ? [] : results[compiled.Path].ToImmutable(),
            compiled.Reason,
            times.ToImmutable(),
            python);
    }

    /// <summary>From the process's start to the answer.</summary>
    public static TimeSpan TimeOf(InvokeResult result) => result.InitDuration!.Value + result.Duration;
}
