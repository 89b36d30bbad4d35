using System.Collections.Immutable;

namespace Infra.Monitoring.Dashboards;

/// <summary>Lays widgets out row by row, so that none can lie upon another.</summary>
internal sealed class Grid
{
    private readonly List<Widget> _widgets = [];
    private int _height;

    /// <summary>All so far.</summary>
    public ImmutableArray<Widget> Widgets => [.. _widgets];

    /// <summary>Adds a row below the others.</summary>
    /// <param name="height">Of all of its widgets, in the grid's rows.</param>
    /// <param name="row">From left to right: each one's columns, and what it shows.</param>
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
