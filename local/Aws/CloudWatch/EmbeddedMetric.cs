using System.Collections.Immutable;

namespace Local.Aws.CloudWatch;

/// <summary>What one line of embedded metric format says of one metric.</summary>
/// <param name="Metric">Whose values they are.</param>
/// <param name="Unit">One of CloudWatch's units.</param>
/// <param name="Values">One or more.</param>
/// <param name="Time">The line's own time stamp.</param>
internal sealed record EmbeddedMetric(
    MetricIdentity Metric, string Unit, ImmutableArray<double> Values, DateTimeOffset Time);
