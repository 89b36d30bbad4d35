using Functions.Extract.Spotify;
using Twin.Host.Runs;

namespace Bench.Extract;

/// <summary>The extract against a sandbox Spotify with a fixed latency.</summary>
internal sealed class ExtractBenchmark : IBenchmark
{
    // About the latency of api.spotify.com from a near region.
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);
    private static readonly ExtractCase First = new(1, 100, Processes: 1);
    private static readonly ImmutableArray<ExtractCase> Quick = [First, new(3, 100, 1), new(1, 1_000, 1)];

    private static readonly ImmutableArray<ExtractCase> Full =
    [
        new(1, 100, Processes: 3), new(1, 1_000, 3), new(20, 100, 3), new(1, 10_000, 1), new(1, 100_000, 1),
    ];

    public string Name => "extract";

    public string Title => "Extraction";

    public async Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        // This process compiles its own code first, so that later measurements do not wait for it.
        options.OnStep($"{Name}: once before the clock starts");
        TimeSpan seen;
        await using (var trial = await ExtractTrial.StartAsync(First, Latency, cancellationToken))
        {
            await trial.RunAsync(cancellationToken);
            seen = await trial.LatencyAsync(SpotifyRateLimiter.MaxInFlight, cancellationToken);
        }

        var measured = ImmutableArray.CreateBuilder<ExtractMeasurement>();
        foreach (var extract in options.Quick ? Quick : Full)
        {
            options.OnStep($"{Name}: {extract.Title} entries");
            measured.AddRange(await MeasureAsync(extract, cancellationToken));
        }

        return new ExtractSection(
            measured.ToImmutable(), Latency, seen, SpotifyRateLimiter.MaxInFlight,
            SandboxSettings.UnlimitedPace).ToMarkdown();
    }

    private static async Task<ImmutableArray<ExtractMeasurement>> MeasureAsync(
        ExtractCase extract, CancellationToken cancellationToken)
    {
        await using var trial = await ExtractTrial.StartAsync(extract, Latency, cancellationToken);
        return await trial.RunAsync(cancellationToken);
    }
}
