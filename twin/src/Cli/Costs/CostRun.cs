using Infra.Settings;
using Twin.Aws.Billing;
using Twin.Aws.Hosting;
using Twin.Spotify.Configuration;

namespace Twin.Cli.Costs;

/// <summary>Runs a stack on this machine once for each number of playlists, and computes its cost on AWS.</summary>
internal sealed class CostRun(PriceList prices)
{
    public PriceList Prices => prices;

    public Action<string> OnRun { get; init; } = _ => { };

    /// <summary>Settings of the stack that replace the configuration's, by key.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    public async Task<CostReport> RunAsync(
        string stack, IEnumerable<int> playlists, CancellationToken cancellationToken)
    {
        var runs = ImmutableSortedDictionary.CreateBuilder<int, DailyRun>();
        CostModel? model = null;
        foreach (var count in playlists.Distinct().Order())
        {
            OnRun($"{stack}: a run with {CostTables.Playlists(count)}");
            var outcome = await RunOneAsync(stack, count, cancellationToken);
            model ??= new CostModel(outcome.Stack, prices);
            runs.Add(count, ScheduledRun.Create(outcome.Stack, prices, outcome.Usage));
        }

        return new CostReport(stack, model!, runs.ToImmutable());
    }

    private async Task<RunOutcome> RunOneAsync(string stack, int playlists, CancellationToken cancellationToken)
    {
        var folder = TemporaryFolder.Create("cost");
        try
        {
            var entries = (int)prices.Assumed(CostAssumptions.EntriesPerPlaylist);
            var options = new RunOptions(
                stack, [], Era.Development2026, Days: 1, playlists, entries, Seed: 1, Out: folder.FullName)
            {
                FinishesLastDay = true,
                // One run a day, whatever the stack's schedule is.
                Settings = Settings.SetItem(KnownSettings.Schedule.Key, KnownSettings.Schedule.Default!),
            };
            var outcome = await new TwinRun(options, TimeProvider.System).RunAsync(folder.FullName, cancellationToken);
            return outcome.ExpectSuccess();
        }
        finally
        {
            folder.Dispose();
        }
    }
}

internal sealed record CostReport(string Stack, CostModel Model, ImmutableSortedDictionary<int, DailyRun> Runs)
{
    /// <summary>The month that is shown beside the first.</summary>
    public const int LaterMonth = 12;
}
