using System.Collections.Immutable;
using Twin.Aws.Metering;
using Twin.Declaration;

namespace Twin.Aws.Billing;

/// <summary>
/// One of the daily runs that a month is billed for: the use counted on this machine, and assumptions for times that
/// differ on AWS. No time is measured on this machine, so each run gives the same cost.
/// </summary>
/// <param name="Stack">The stack that ran.</param>
/// <param name="Prices">The prices and the assumptions.</param>
/// <param name="Usage">The counted use.</param>
public sealed record DailyRun(DeclaredStack Stack, PriceList Prices, ImmutableArray<Usage> Usage)
{
    /// <summary>The seconds for which functions wait for services outside AWS, by the function's name.</summary>
    public ImmutableDictionary<string, decimal> Waits { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>The seconds that the run takes on AWS.</summary>
    public decimal Seconds { get; init; }
}
