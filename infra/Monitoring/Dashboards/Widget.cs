namespace Infra.Monitoring.Dashboards;

/// <summary>One field of the dashboard's grid, which is 24 columns wide.</summary>
/// <param name="Type">As its properties are: <c>metric</c>, <c>alarm</c>, <c>text</c>.</param>
/// <param name="X">Columns to its left.</param>
/// <param name="Y">Rows above it.</param>
/// <param name="Width">In columns.</param>
/// <param name="Height">In rows.</param>
/// <param name="Properties">What it shows.</param>
internal sealed record Widget(string Type, int X, int Y, int Width, int Height, WidgetProperties Properties);
