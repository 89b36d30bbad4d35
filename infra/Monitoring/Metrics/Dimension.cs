using Pulumi;

namespace Infra.Monitoring.Metrics;

/// <summary>What a <see cref="Metric"/> is about.</summary>
/// <param name="Name">For example <c>FunctionName</c>.</param>
/// <param name="Value">For example the function's name.</param>
internal sealed record Dimension(string Name, Output<string> Value);
