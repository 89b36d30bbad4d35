namespace Infra.Monitoring.Dashboards;

/// <summary>One field of the dashboard's grid, which is 24 columns wide.</summary>
/// <param name="Type">The type of its properties: <c>metric</c>, <c>alarm</c>, <c>log</c>, <c>text</c>.</param>
/// <param name="X">The number of columns to its left.</param>
/// <param name="Y">The number of rows above it.</param>
/// <param name="Width">The width, in columns.</param>
/// <param name="Height">The height, in rows.</param>
/// <param name="Properties">The content.</param>
internal sealed record Widget(string Type, int X, int Y, int Width, int Height, WidgetProperties Properties);
