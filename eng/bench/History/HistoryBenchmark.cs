using Twin.Aws.Athena;
using Twin.Aws.Metering;
using Twin.Cli.Costs;
using Twin.Host.Runs;

namespace Bench.History;

/// <summary>A history of daily runs: the time to run it, and the bytes and requests of each named query on its last
/// day.</summary>
internal sealed class HistoryBenchmark : IBenchmark
{
    private const int Playlists = 5;
    private const int Entries = 120;

    public string Name => "history";

    public string Title => "History";

    public async Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var runs = ImmutableArray.CreateBuilder<(int Days, RunOutcome Outcome)>();
        foreach (var days in (int[])(options.Quick ? [2, 3] : [30, 300]))
        {
            options.OnStep($"{Name}: {days} days");
            runs.Add((days, await RunAsync(days, cancellationToken)));
        }

        return ToText(runs.ToImmutable());
    }

    private static async Task<RunOutcome> RunAsync(int days, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create("bench-history");
        var options = new RunOptions(
            BenchmarkStack.Name, [], Era.Development2026, days, Playlists, Entries, Seed: 1, Out: folder.FullName);
        var outcome = await new TwinRun(options, TimeProvider.System).RunAsync(folder.FullName, cancellationToken);
        return outcome.ExpectSuccess();
    }

    private static string ToText(ImmutableArray<(int Days, RunOutcome Outcome)> runs)
    {
        var times = runs.Select(run => string.Create(
            CultureInfo.InvariantCulture, $"* {run.Days} days: {run.Outcome.Record.Seconds:F0} s"));
        var queries = new TextTable(
            ["named query", .. runs.SelectMany(run => Columns(run.Days))],
            [.. runs[0].Outcome.Record.Queries.Keys.Select(query =>
                ImmutableArray.Create([query, .. runs.SelectMany(run => Cells(query, run.Outcome.Usage))]))]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            Daily runs over {Playlists} playlists of {Entries} entries, publication included, by one process.

            {string.Join('\n', times)}

            Each named query on the last day: the bytes that Athena would read, and the requests to S3 as
            [the cost](../../docs/cost.md) counts them. Athena bills at least
            {PriceFile.Current.Assumed(AthenaAssumptions.MinimumMegabytes)} MB a query.

            {queries.ToMarkdown()}
            """);
    }

    private static ImmutableArray<string> Columns(int day) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"bytes on day {day}"),
        string.Create(CultureInfo.InvariantCulture, $"requests on day {day}"),
    ];

    private static ImmutableArray<string> Cells(string query, ImmutableArray<Usage> usage)
    {
        ImmutableArray<Usage> counted = [.. usage.Where(count => count.Caller == query)];
        return
        [
            AthenaUsage.SumOf(counted, AthenaUsage.BytesScanned).ToString("N0", CultureInfo.InvariantCulture),
            AthenaCost.RequestsOf(counted, PriceFile.Current).ToString("N0", CultureInfo.InvariantCulture),
        ];
    }
}
