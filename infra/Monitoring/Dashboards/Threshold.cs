namespace Infra.Monitoring.Dashboards;

/// <summary>A threshold in a graph: a horizontal line, shaded on the side where an alarm rings.</summary>
/// <param name="Value">The place on the axis.</param>
/// <param name="Color">The colour.</param>
/// <param name="Fill">The shaded side: <c>above</c> or <c>below</c>.</param>
/// <param name="YAxis"><c>right</c>; null for the left.</param>
internal sealed record Threshold(double Value, string Label, string Color, string Fill, string? YAxis);
