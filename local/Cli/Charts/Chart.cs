namespace Local.Cli.Charts;

/// <summary>A chart that can be drawn in both sizes.</summary>
internal abstract record Chart
{
    /// <summary>The height in pixels.</summary>
    public abstract double HeightAt(ChartSize size);

    /// <summary>Draws it.</summary>
    public abstract void Draw(Canvas canvas);

    /// <summary>The whole picture.</summary>
    /// <param name="size">The size.</param>
    /// <param name="id">An id that no other picture of the page has.</param>
    /// <param name="title">The picture's name.</param>
    /// <param name="description">What a reader who does not see it is told.</param>
    public Markup ToSvg(ChartSize size, string id, string title, string description)
    {
        var canvas = new Canvas(size, HeightAt(size), id, title, description);
        Draw(canvas);
        return canvas.Close();
    }
}
