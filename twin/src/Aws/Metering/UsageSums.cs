namespace Twin.Aws.Metering;

/// <summary>Sums over a run's usage.</summary>
public static class UsageSums
{
    /// <summary>The sum of the entries that match all arguments; null matches everything.</summary>
    public static long Sum(
        this ImmutableArray<Usage> usage,
        string service,
        string? operation = null,
        string? resource = null,
        string? caller = null) =>
        usage
            .Where(counted => counted.Service == service
                && (operation is null || counted.Operation == operation)
                && (resource is null || counted.Resource == resource)
                && (caller is null || counted.Caller == caller))
            .Sum(counted => counted.Quantity);
}
