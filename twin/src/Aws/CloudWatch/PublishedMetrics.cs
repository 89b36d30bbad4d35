using System.Collections.Frozen;

namespace Twin.Aws.CloudWatch;

/// <summary>The metrics that AWS's services write themselves.</summary>
public sealed class PublishedMetrics(IEnumerable<AwsModule> modules)
{
    private readonly FrozenDictionary<string, ServiceMetrics> _services = modules
        .Select(module => module.Metrics)
        .OfType<ServiceMetrics>()
        .ToFrozenDictionary(metrics => metrics.Namespace);

    private readonly ImmutableArray<string> _dimensionsOfResources =
        [.. modules.SelectMany(module => module.Kinds).Select(kind => kind.Dimension).OfType<string>()];

    /// <summary>Determines whether a service of AWS writes the metric, rather than a function of the stack.</summary>
    public static bool AreOf(MetricIdentity metric) => metric.Namespace.StartsWith("AWS/", StringComparison.Ordinal);

    public bool Measures(MetricIdentity metric) =>
        _services.TryGetValue(metric.Namespace, out var service) && service.Measured.Contains(metric.Name);

    /// <summary>The reason why no service writes the metric; null if one does or the twin cannot tell.</summary>
    public string? Missing(MetricIdentity metric, DeclaredStack stack)
    {
        if (!_services.TryGetValue(metric.Namespace, out var service))
        {
            return null;
        }

        if (!service.Measured.Contains(metric.Name) && !service.Others.Contains(metric.Name))
        {
            return $"{metric.Namespace} has no metric '{metric.Name}'; there are "
                + $"{string.Join(", ", service.Measured.Concat(service.Others))}.";
        }

        if (!metric.Dimensions.Keys.SequenceEqual(service.Dimensions, StringComparer.Ordinal))
        {
            return $"{metric.Namespace} writes its metrics with {string.Join(" and ", service.Dimensions)}.";
        }

        return metric.Dimensions
            .Where(dimension => _dimensionsOfResources.Contains(dimension.Key)
                && !stack.Resources.Any(resource => resource.HasDimension(dimension.Key, dimension.Value)))
            .Select(dimension => $"There is no {dimension.Key} '{dimension.Value}' in the stack.")
            .FirstOrDefault();
    }
}
