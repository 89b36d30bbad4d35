namespace Twin.Cli.Graph;

internal sealed record DashboardLine(string Label, string Metric, string? Color);
