using System.Collections.Immutable;

namespace Twin.Aws.CloudWatch;

/// <summary>The values of one metric in one line of embedded metric format.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">One of CloudWatch's units.</param>
/// <param name="Values">The values; at least one.</param>
/// <param name="Time">The line's own timestamp.</param>
internal sealed record EmbeddedMetric(
    MetricIdentity Metric, string Unit, ImmutableArray<double> Values, DateTimeOffset Time);
