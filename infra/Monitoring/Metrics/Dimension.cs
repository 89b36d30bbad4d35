namespace Infra.Monitoring.Metrics;

/// <summary>A dimension of a <see cref="Metric"/>.</summary>
/// <param name="Name">The name, for example <c>FunctionName</c>.</param>
/// <param name="Value">The value, for example the function's name.</param>
internal sealed record Dimension(string Name, Output<string> Value);
