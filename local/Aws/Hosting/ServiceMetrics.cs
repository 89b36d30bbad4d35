using System.Collections.Immutable;

namespace Local.Aws.Hosting;

/// <summary>
/// The metrics that a service of AWS writes by itself, from "CloudWatch metrics" in its documentation.
/// </summary>
/// <param name="Namespace">For example <c>AWS/SQS</c>.</param>
/// <param name="Dimensions">The dimensions that each of them has, in the order of their names.</param>
/// <param name="Measured">The names of those that the twin measures.</param>
/// <param name="Others">The names of those that it does not.</param>
public sealed record ServiceMetrics(
    string Namespace,
    ImmutableArray<string> Dimensions,
    ImmutableArray<string> Measured,
    ImmutableArray<string> Others);
