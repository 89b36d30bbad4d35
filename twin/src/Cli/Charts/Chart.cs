namespace Twin.Cli.Charts;

/// <summary>A chart that can be drawn in both sizes.</summary>
internal abstract record Chart
{
    /// <summary>The height in pixels.</summary>
    public abstract double HeightAt(ChartSize size);

    /// <summary>The part from left to right that is not empty; null for all of it.</summary>
    public virtual (double Left, double Right)? Part => null;

    /// <summary>Draws it.</summary>
    public abstract void Draw(Canvas canvas);

    /// <summary>The whole picture.</summary>
    /// <param name="size">The size.</param>
    /// <param name="id">An id that no other picture of the page has.</param>
    /// <param name="title">The picture's name.</param>
    /// <param name="description">The text alternative.</param>
    public MarkupWriter ToSvg(ChartSize size, string id, string title, string description)
    {
        var canvas = new Canvas(size, HeightAt(size), id, title, description, part: Part);
        Draw(canvas);
        return canvas.Close();
    }

    /// <summary>The picture as a file of its own, in the wide size.</summary>
    /// <param name="id">The picture's id.</param>
    /// <param name="title">The picture's name.</param>
    /// <param name="description">The text alternative.</param>
    public string ToFile(string id, string title, string description)
    {
        var canvas = new Canvas(
            ChartSize.Wide, HeightAt(ChartSize.Wide), id, title, description, style: $$"""
                svg { {{ChartStyle.Light}} background: var(--paper) }
                @media (prefers-color-scheme: dark) { svg { {{ChartStyle.Dark}} } }
                {{ChartStyle.Rules}}
                """);
        Draw(canvas);
        return canvas.Close().ToString();
    }
}
