using System.Collections.Immutable;

namespace Infra.Monitoring.Dashboards;

/// <summary>Places widgets row by row, so that none covers another.</summary>
internal sealed class Grid
{
    private readonly List<Widget> _widgets = [];
    private int _height;

    /// <summary>All widgets so far.</summary>
    public ImmutableArray<Widget> Widgets => [.. _widgets];

    /// <summary>Adds a row below the last one.</summary>
    /// <param name="height">The height of all its widgets, in rows of the grid.</param>
    /// <param name="row">The widgets from left to right: width in columns, and content.</param>
    public void Add(int height, params ReadOnlySpan<(int Width, WidgetProperties Properties)> row)
    {
        var left = 0;
        foreach (var (width, properties) in row)
        {
            _widgets.Add(new Widget(properties.Type, left, _height, width, height, properties));
            left += width;
        }

        _height += height;
    }
}
