using System.Collections.Immutable;

namespace Twin.Aws.Billing;

/// <summary>The prices of AWS's services, and the assumptions.</summary>
/// <param name="Currency">The currency of all prices.</param>
/// <param name="Region">The region of the prices.</param>
/// <param name="Date">The date of the prices.</param>
/// <param name="Prices">The prices, in the order of a bill.</param>
/// <param name="StorageClasses">The storage classes of S3 to which lifecycle rules may move objects.</param>
/// <param name="Assumptions">The values that cannot be measured by a run on one machine.</param>
public sealed record PriceList(
    string Currency,
    string Region,
    DateOnly Date,
    ImmutableArray<Price> Prices,
    ImmutableArray<StorageClassPrice> StorageClasses,
    ImmutableArray<Assumption> Assumptions)
{
    /// <summary>The days of a month.</summary>
    public int DaysPerMonth => (int)Assumed(BillingAssumptions.DaysPerMonth);

    /// <summary>The price with a key.</summary>
    public Price Price(string key) => Prices.Single(price => price.Key == key);

    /// <summary>The value of the assumption with a key.</summary>
    public decimal Assumed(string key) => Assumptions.Single(assumption => assumption.Key == key).Value;

    /// <summary>A quantity at the price with a key.</summary>
    public BillLine Line(string key, decimal quantity) => new(Price(key), quantity);
}
