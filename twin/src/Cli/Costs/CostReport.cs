using System.Collections.Immutable;
using Twin.Aws.Billing;

namespace Twin.Cli.Costs;

internal sealed record CostReport(string Stack, CostModel Model, ImmutableSortedDictionary<int, DailyRun> Runs)
{
    /// <summary>The month that is shown beside the first.</summary>
    public const int LaterMonth = 12;
}
