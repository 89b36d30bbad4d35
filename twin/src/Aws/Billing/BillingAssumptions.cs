namespace Twin.Aws.Billing;

/// <summary>The keys of the assumptions about a month.</summary>
internal static class BillingAssumptions
{
    public const string DaysPerMonth = "daysPerMonth";
}
