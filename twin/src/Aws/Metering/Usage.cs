namespace Twin.Aws.Metering;

/// <summary>A kind of use that AWS would count, with its quantity.</summary>
/// <param name="Service">The service, by the constant in its folder, for example in <c>SqsUsage</c>.</param>
/// <param name="Operation">An operation of the service's API, or another unit that its folder counts.</param>
/// <param name="Resource">The name of the resource: a bucket, a function, a parameter.</param>
/// <param name="Caller">The session that caused it: for a function, the function's name. Empty if a service acts for
/// itself.</param>
/// <param name="Quantity">The number of times, or the amount.</param>
public sealed record Usage(string Service, string Operation, string Resource, string Caller, long Quantity);

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
