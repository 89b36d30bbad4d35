using System.Collections.Immutable;

namespace Infra.Monitoring.Metrics;

/// <summary>A CloudWatch metric: one series of values.</summary>
/// <param name="Namespace">For example <c>AWS/Lambda</c>.</param>
/// <param name="Name">For example <c>Errors</c>.</param>
/// <param name="Dimensions">All that the metric is written with: one that is left out names another metric.</param>
internal sealed record Metric(string Namespace, string Name, ImmutableArray<Dimension> Dimensions);
