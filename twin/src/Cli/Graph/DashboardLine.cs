namespace Twin.Cli.Graph;

/// <summary>A line of a graph on a dashboard, or a number.</summary>
/// <param name="Label">The label.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Color">The colour; null if CloudWatch chooses it.</param>
internal sealed record DashboardLine(string Label, string Metric, string? Color);
