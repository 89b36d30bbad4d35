using System.Text.Json.Serialization;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring.Dashboards;

/// <summary>One metric of a graph; in JSON an array of namespace, name, dimensions and options.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Options">The options of its line.</param>
[JsonConverter(typeof(MetricLineConverter))]
internal sealed record MetricLine(Metric Metric, MetricLine.RenderingOptions Options)
{
    /// <param name="Label">The name of the line.</param>
    /// <param name="Stat">The statistic over a period; null for the widget's.</param>
    /// <param name="YAxis"><c>right</c>; null for the left.</param>
    internal sealed record RenderingOptions(string Label, string? Stat = null, string? YAxis = null);
}
