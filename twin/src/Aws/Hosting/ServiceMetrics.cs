using System.Collections.Immutable;

namespace Twin.Aws.Hosting;

/// <summary>The metrics that a service of AWS writes itself, from "CloudWatch metrics" in its documentation.</summary>
/// <param name="Namespace">For example <c>AWS/SQS</c>.</param>
/// <param name="Dimensions">The dimensions of each of them, in the order of their names.</param>
/// <param name="Measured">The names of the metrics that the twin measures.</param>
/// <param name="Others">The names of those that it does not measure.</param>
public sealed record ServiceMetrics(
    string Namespace,
    ImmutableArray<string> Dimensions,
    ImmutableArray<string> Measured,
    ImmutableArray<string> Others);
