using Local.Aws.Metering;

namespace Local.Aws.CloudWatch;

/// <summary>The billable use of CloudWatch.</summary>
internal static class CloudWatchUsage
{
    /// <summary>Counts the metrics that no service of AWS made; the resource is their namespace.</summary>
    public static void Count(MetricStore metrics, Meter meter)
    {
        foreach (var metric in metrics.Metrics.Where(metric => !PublishedMetrics.AreOf(metric)))
        {
            meter.Count(MeteredService.Metrics, MeteredOperation.CustomMetric, metric.Namespace);
            meter.Count(
                MeteredService.Metrics,
                MeteredOperation.FurtherMetricHour,
                metric.Namespace,
                quantity: metrics.HoursOf(metric) - 1);
        }
    }
}
