using System.Collections.Immutable;
using Local.Aws.Billing;

namespace Local.Cli.Costs;

/// <summary>The cost of one stack, idle and with some numbers of playlists.</summary>
/// <param name="Stack">The stack's name.</param>
/// <param name="Model">Computes the bills.</param>
/// <param name="Runs">By the number of playlists.</param>
internal sealed record CostReport(string Stack, CostModel Model, ImmutableSortedDictionary<int, DailyRun> Runs)
{
    /// <summary>The month that is shown beside the first.</summary>
    public const int LaterMonth = 12;
}
