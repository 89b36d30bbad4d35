using System.Text.Json.Serialization;
using Infra.Monitoring.Metrics;

namespace Infra.Monitoring.Dashboards;

/// <summary>One metric of a graph: in JSON an array of namespace, name, dimensions and options.</summary>
/// <param name="Metric">What is drawn.</param>
/// <param name="Options">How.</param>
[JsonConverter(typeof(MetricLineConverter))]
internal sealed record MetricLine(Metric Metric, MetricLine.RenderingOptions Options)
{
    /// <param name="Label">What the line is called.</param>
    /// <param name="Stat">How a period's values become one; null for the widget's.</param>
    /// <param name="YAxis"><c>right</c>; null for the left.</param>
    internal sealed record RenderingOptions(string Label, string? Stat = null, string? YAxis = null);
}
