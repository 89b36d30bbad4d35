namespace Twin.Aws.Kms;

/// <summary>The cost of KMS: the stack's own keys, and the requests for all keys.</summary>
internal static class KmsCost
{
    public const string Keys = "kms.key";
    public const string Requests = "kms.requests";

    public static IEnumerable<BillLine> OfIdle(DeclaredStack stack, PriceList prices) =>
        [prices.Line(Keys, stack.OfType(KmsResources.Key).Count())];

    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(Requests, month.Usage.Sum(KmsUsage.Service))];
}

public static class KmsUsage
{
    public const string Service = "KMS";

    public static void Count(IEnumerable<KeyCall> calls, Meter meter)
    {
        foreach (var call in calls)
        {
            meter.Count(Service, call.Action["kms:".Length..], call.Key, call.Service, call.Times);
        }
    }
}
