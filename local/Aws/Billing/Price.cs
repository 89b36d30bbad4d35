namespace Local.Aws.Billing;

/// <summary>The price of one thing.</summary>
/// <param name="Key">The key, which the folder of the service names, for example in <c>SqsCost</c>.</param>
/// <param name="Service">The line of a bill that it belongs to.</param>
/// <param name="Usd">US dollars for <paramref name="Per"/> units, without any allowance.</param>
/// <param name="Per">How many units the price is for.</param>
/// <param name="Unit">The name of a unit.</param>
/// <param name="Free">Units that every account has free each month, for as long as it exists; 0 for none.</param>
/// <param name="Source">AWS's page or list.</param>
/// <param name="Seen">The region and the time for which the amount was seen.</param>
public sealed record Price(
    string Key, string Service, decimal Usd, decimal Per, string Unit, decimal Free, string Source, string Seen)
{
    /// <summary>US dollars for this many units.</summary>
    public decimal Of(decimal quantity) => quantity / Per * Usd;
}
