using System.Collections.Immutable;
using Twin.Aws.Billing;

namespace Twin.Cli.Costs;

/// <summary>The cost of one stack: idle, and with several numbers of playlists.</summary>
/// <param name="Stack">The stack's name.</param>
/// <param name="Model">The model that computes the bills.</param>
/// <param name="Runs">The runs, by their number of playlists.</param>
internal sealed record CostReport(string Stack, CostModel Model, ImmutableSortedDictionary<int, DailyRun> Runs)
{
    /// <summary>The month that is shown beside the first.</summary>
    public const int LaterMonth = 12;
}
