using System.Collections.Immutable;

namespace Local.Aws.Billing;

/// <summary>The prices of AWS's services, and the assumptions.</summary>
/// <param name="Currency">Of all prices.</param>
/// <param name="Region">The region that they are for.</param>
/// <param name="Date">When they were gathered.</param>
/// <param name="Prices">In the order of a bill.</param>
/// <param name="Assumptions">The values that a run on one machine cannot know.</param>
public sealed record PriceList(
    string Currency,
    string Region,
    DateOnly Date,
    ImmutableArray<Price> Prices,
    ImmutableArray<Assumption> Assumptions)
{
    /// <summary>The days of a month.</summary>
    public int DaysPerMonth => (int)Assumed(BillingAssumptions.DaysPerMonth);

    /// <summary>The price with a key.</summary>
    public Price Price(string key) => Prices.Single(price => price.Key == key);

    /// <summary>The value of the assumption with a key.</summary>
    public decimal Assumed(string key) => Assumptions.Single(assumption => assumption.Key == key).Value;

    /// <summary>A quantity of what the price with a key is for.</summary>
    public BillLine Line(string key, decimal quantity) => new(Price(key), quantity);
}
