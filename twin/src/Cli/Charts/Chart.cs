namespace Twin.Cli.Charts;

internal abstract record Chart
{
    public abstract double HeightAt(ChartSize size);

    /// <summary>The part from left to right that is not empty; null for all of it.</summary>
    public virtual (double Left, double Right)? Part => null;

    /// <summary>True for a picture in one size, which is as wide as its place.</summary>
    public virtual bool IsPoster => false;

    public abstract void Draw(Canvas canvas);

    /// <param name="id">An id that no other picture of the page has.</param>
    public MarkupWriter ToSvg(ChartSize size, string id, string title, string description)
    {
        var canvas = new Canvas(size, HeightAt(size), id, title, description, part: Part, isPoster: IsPoster);
        Draw(canvas);
        return canvas.Close();
    }

    public string ToFile(string id, string title, string description)
    {
        var canvas = new Canvas(
            ChartSize.Wide, HeightAt(ChartSize.Wide), id, title, description, part: Part, isPoster: IsPoster,
            style: $$"""
                svg { {{ChartStyle.Light}} background: var(--paper) }
                @media (prefers-color-scheme: dark) { svg { {{ChartStyle.Dark}} } }
                {{ChartStyle.Rules}}
                """);
        Draw(canvas);
        return canvas.Close().ToString();
    }
}

/// <summary>The two sizes that each chart is drawn in; the style sheet shows the one that fits.</summary>
internal enum ChartSize
{
    Wide,
    Narrow,
}
