namespace Twin.Aws.Billing;

/// <summary>The prices of AWS's services, and the assumptions.</summary>
/// <param name="Prices">The prices, in the order of a bill.</param>
/// <param name="StorageClasses">The storage classes of S3 to which lifecycle rules may move objects.</param>
/// <param name="Assumptions">The values that cannot be measured by a run on one machine.</param>
public sealed record PriceList(
    string Currency,
    string Region,
    DateOnly Date,
    ImmutableArray<Price> Prices,
    ImmutableArray<StorageClassPrice> StorageClasses,
    ImmutableArray<CostParameter> Assumptions)
{
    public int DaysPerMonth => (int)Assumed(BillingAssumptions.DaysPerMonth);

    public Price Price(string key) => Prices.Single(price => price.Key == key);

    public decimal Assumed(string key) => Assumptions.Single(assumption => assumption.Key == key).Value;

    public BillLine Line(string key, decimal quantity) => new(Price(key), quantity);
}

/// <param name="Key">The key, which is a constant in the folder of the service, for example in <c>SqsCost</c>.</param>
/// <param name="Usd">US dollars for <paramref name="Per"/> units, without any allowance.</param>
/// <param name="Per">The number of units that the price is for.</param>
/// <param name="Free">The number of units that are free each month in every account, without an end date; 0 for
/// none.</param>
public sealed record Price(
    string Key, string Service, decimal Usd, decimal Per, string Unit, decimal Free, string Source, string Seen)
{
    /// <summary>US dollars for this many units.</summary>
    public decimal GetCost(decimal quantity) => quantity / Per * Usd;
}

/// <summary>The prices of a storage class of S3 in US dollars, which decide about moving objects to it.</summary>
/// <param name="Storage">For a GB for a month.</param>
/// <param name="Move">For moving 1,000 objects to it.</param>
/// <param name="Read">For 1,000 GET requests.</param>
/// <param name="Retrieval">For a GB that is read.</param>
/// <param name="LeastKilobytes">The size for which a smaller object is billed.</param>
/// <param name="LeastDays">The days for which an object is billed that leaves the class earlier.</param>
public sealed record StorageClassPrice(
    string Name,
    decimal Storage,
    decimal Move,
    decimal Read,
    decimal Retrieval,
    int LeastKilobytes,
    int LeastDays,
    string Source,
    string Seen);

/// <summary>A value that cannot be measured by a run on one machine.</summary>
/// <param name="Key">The key, which is a constant in the folder of the service, for example in
/// <c>GlueAssumptions</c>.</param>
public sealed record CostParameter(string Key, decimal Value, string Unit, string Why);

internal static class BillingAssumptions
{
    public const string DaysPerMonth = "daysPerMonth";
}

/// <summary>Bytes in the units of AWS's bills.</summary>
public static class DataSize
{
    public const decimal Megabyte = 1024 * 1024;
    public const decimal Gigabyte = 1024 * Megabyte;
    public const decimal Terabyte = 1024 * Gigabyte;
}
