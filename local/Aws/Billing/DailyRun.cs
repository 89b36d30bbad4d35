using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Metering;

namespace Local.Aws.Billing;

/// <summary>
/// One of the daily runs that a month is billed for: what was counted on this machine, and the assumptions for what
/// takes another time on AWS. No clock of this machine has a say, so that each run gives the same.
/// </summary>
/// <param name="Stack">The stack that ran.</param>
/// <param name="Prices">The prices, and the assumptions.</param>
/// <param name="Usage">What was counted.</param>
public sealed record DailyRun(DeclaredStack Stack, PriceList Prices, ImmutableArray<Usage> Usage)
{
    /// <summary>The seconds for which functions wait for services that are not AWS's, by the function's name.</summary>
    public ImmutableDictionary<string, decimal> Waits { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>The seconds that the run takes on AWS.</summary>
    public decimal Seconds { get; init; }
}
