using Twin.Spotify.Api;

namespace Bench.Transform;

/// <summary>The measured wait of a daily playlist: a process's start, up to the tables of one page.</summary>
/// <param name="Portable">The results with the package that is compiled when it runs.</param>
/// <param name="Compiled">The results with the package that is compiled ahead; empty where there is none.</param>
/// <param name="PythonTimes">Python's times; empty where Python is not installed.</param>
/// <param name="Python">The interpreter; null where it is not installed.</param>
internal sealed record StartUpMeasurement(
    ImmutableArray<InvokeResult> Portable,
    ImmutableArray<InvokeResult> Compiled,
    string? NotCompiled,
    ImmutableArray<TimeSpan> PythonTimes,
    PythonBaseline? Python)
{
    /// <param name="compiled">The package that is compiled ahead, or the reason why there is none.</param>
    public static async Task<StartUpMeasurement> MeasureAsync(
        (string? Path, string? Reason) compiled, string folder, int rounds, CancellationToken cancellationToken)
    {
        var pages = RawPages.Write(Path.Combine(folder, "one-page"), Era.Legacy, EraShape.From(Era.Legacy).MaxLimit);
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

        // The first process of each package also unpacks it, and this process compiles its own code.
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

    /// <summary>The time from the start of the process to the answer.</summary>
    public static TimeSpan TimeOf(InvokeResult result) => result.InitDuration!.Value + result.Duration;
}
