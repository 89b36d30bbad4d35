namespace Twin.Aws.Billing;

/// <summary>A price.</summary>
/// <param name="Key">The key, which is a constant in the folder of the service, for example in <c>SqsCost</c>.</param>
/// <param name="Service">The service on the bill.</param>
/// <param name="Usd">US dollars for <paramref name="Per"/> units, without any allowance.</param>
/// <param name="Per">The number of units that the price is for.</param>
/// <param name="Unit">The name of a unit.</param>
/// <param name="Free">
/// The number of units that are free each month in every account, without an end date; 0 for none.
/// </param>
/// <param name="Source">The AWS page or price list.</param>
/// <param name="Seen">The region and the date of the amount.</param>
public sealed record Price(
    string Key, string Service, decimal Usd, decimal Per, string Unit, decimal Free, string Source, string Seen)
{
    /// <summary>US dollars for this many units.</summary>
    public decimal Of(decimal quantity) => quantity / Per * Usd;
}
