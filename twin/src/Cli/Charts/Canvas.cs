namespace Twin.Cli.Charts;

internal sealed class Canvas
{
    /// <summary>The size of a label's font in pixels, as the style sheet has it.</summary>
    public const double FontSize = 12;

    /// <param name="id">An id that no other picture of the page has.</param>
    /// <param name="style">The style sheet of a file of its own; null where the page has it.</param>
    /// <param name="part">The part from left to right that is shown, in its own size; null for all of it in the size of
    /// the page.</param>
    public Canvas(
        ChartSize size,
        double height,
        string id,
        string title,
        string description,
        string? style = null,
        (double Left, double Right)? part = null,
        bool isPoster = false)
    {
        var (left, right) = part ?? (0, WidthOf(size));
        (Size, Height) = (size, height);

        // A phone has no pointer.
        Markup = new MarkupWriter { HasTitles = size == ChartSize.Wide };
        Markup.Begin(
                "svg",
                ("xmlns", style is null ? null : "http://www.w3.org/2000/svg"),
                ("viewBox", $"{MarkupWriter.Number(left)} 0 {MarkupWriter.Number(right - left)} "
                    + $"{MarkupWriter.Number(height)}"),
                ("class", isPoster ? "poster" : null),
                ("width", isPoster && style is not null ? right - left : null),
                ("height", isPoster && style is not null ? height : null),
                ("style", part is null || isPoster ? null : $"width:{MarkupWriter.Number(right - left)}px"),
                ("role", "img"),
                ("aria-labelledby", $"{id}-title {id}-text"))
            .Element("title", title, ("id", $"{id}-title"))
            .Element("desc", description, ("id", $"{id}-text"))
            .Break();
        if (style is not null)
        {
            Markup.Begin("style").Trusted(style).End().Break();
        }
    }

    public ChartSize Size { get; }
    public double Width => WidthOf(Size);
    public double Height { get; }
    public MarkupWriter Markup { get; }

    public static double WidthOf(ChartSize size) => size == ChartSize.Wide ? 960 : 360;

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Markup.Shape("path", ("d", $"M{MarkupWriter.Number(x1)} {MarkupWriter.Number(y1)}L{MarkupWriter.Number(x2)} "
            + $"{MarkupWriter.Number(y2)}"),
            ("class", style));

    /// <param name="style">The classes; null for none.</param>
    public void Text(string text, double x, double y, string anchor = "start", string? style = null) =>
        Markup.Element("text", text, ("x", x), ("y", y), ("text-anchor", anchor == "start" ? null : anchor),
            ("class", style));

    /// <summary>A name of others: cut to a width, with its own direction.</summary>
    public void Name(
        string name, double x, double y, double width, string anchor = "start", string? style = null) =>
        Text(TextWidth.Cut(name, width, FontSize), x, y, anchor, style);

    public void Rules(LinearScale scale, double left, double right, int count, Func<double, string> label)
    {
        foreach (var tick in scale.Ticks(count))
        {
            Line(left, scale.At(tick), right, scale.At(tick), "grid");
            Text(label(tick), left - 6, scale.At(tick) + 4, "end", "quiet");
        }
    }

    public void Days(DayScale scale, double y)
    {
        foreach (var (day, label) in scale.Ticks(Size == ChartSize.Wide ? 58 : 50))
        {
            Line(scale.At(day), y, scale.At(day), y + 4, "axis");
            Text(label, scale.At(day), y + 17, "middle", "quiet");
        }
    }

    public MarkupWriter Close() => Markup.End().Break();
}
