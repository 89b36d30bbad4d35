using System.Collections.Immutable;

namespace Infra.Monitoring.Metrics;

/// <summary>A CloudWatch metric: one series of values.</summary>
/// <param name="Namespace">The namespace, for example <c>AWS/Lambda</c>.</param>
/// <param name="Name">The name, for example <c>Errors</c>.</param>
/// <param name="Dimensions">All dimensions of the metric: with one left out, it is another metric.</param>
internal sealed record Metric(string Namespace, string Name, ImmutableArray<Dimension> Dimensions);
