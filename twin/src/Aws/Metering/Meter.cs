namespace Twin.Aws.Metering;

/// <summary>Counts the use of a run. Safe for concurrent use.</summary>
public sealed class Meter
{
    private readonly ConcurrentDictionary<(string Service, string Operation, string Resource, string Caller), long>
        _counts = [];

    /// <summary>The use so far, in the order of the names.</summary>
    public ImmutableArray<Usage> Usage =>
    [
        .. _counts
            .Select(count => new Usage(
                count.Key.Service, count.Key.Operation, count.Key.Resource, count.Key.Caller, count.Value))
            .OrderBy(usage => usage.Service, StringComparer.Ordinal)
            .ThenBy(usage => usage.Resource, StringComparer.Ordinal)
            .ThenBy(usage => usage.Operation, StringComparer.Ordinal)
            .ThenBy(usage => usage.Caller, StringComparer.Ordinal),
    ];

    /// <summary>Adds to a count; the parameters are those of <see cref="Metering.Usage"/>.</summary>
    public void Count(string service, string operation, string resource, string caller = "", long quantity = 1)
    {
        if (quantity > 0)
        {
            _counts.AddOrUpdate(
                (service, operation, resource, caller), quantity, (_, before) => before + quantity);
        }
    }
}
