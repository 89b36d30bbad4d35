namespace Infra.Monitoring.Dashboards;

/// <summary>Places widgets row by row, so that none covers another.</summary>
internal sealed class Grid
{
    private const int Columns = 24;

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
            Place(left, _height, width, height, properties);
            left += width;
        }

        _height += height;
    }

    /// <summary>Adds a row of widgets with the same width, which together are as wide as the grid.</summary>
    public void AddEqual(int height, params ReadOnlySpan<WidgetProperties> row)
    {
        var width = Columns / row.Length;
        for (var i = 0; i < row.Length; i++)
        {
            Place(i * width, _height, width, height, row[i]);
        }

        _height += height;
    }

    /// <summary>Adds a widget at the right edge, beside all rows so far and as high as they are together.</summary>
    public void AddBeside(int width, WidgetProperties properties) =>
        Place(Columns - width, 0, width, _height, properties);

    private void Place(int x, int y, int width, int height, WidgetProperties properties) =>
        _widgets.Add(new Widget(properties.Type, x, y, width, height, properties));
}
