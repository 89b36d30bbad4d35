namespace Twin.Cli.Charts;

/// <param name="Title">The title; it may be a name of others.</param>
internal sealed record Figure(string Id, string Title, string Description, Chart Chart, DataTable Table)
{
    private const int MostBytesOfTable = 12_000;

    /// <summary>True if the chart needs its width, and scrolls in its own box on a phone.</summary>
    public bool IsScrolled { get; init; }

    /// <summary>The chart as a file of its own, in SVG.</summary>
    public string ToFile() => Chart.ToFile(Id, Title, Description);

    /// <summary>Writes the figure; where there is no room for it, a sentence.</summary>
    public void WriteTo(MarkupWriter page)
    {
        var figure = new MarkupWriter();
        Write(figure);
        if (!page.TryAppend(figure))
        {
            page.Begin("p", ("id", Id)).Name(TextWidth.Cut(Title, 360, Canvas.FontSize))
                .Text(": left out, since the page would be too large.").End().Break();
        }
    }

    private void Write(MarkupWriter page)
    {
        page.Begin("figure", ("id", Id)).Begin("figcaption").Begin("b").Name(Title).End()
            .Element("span", Description, ("class", "lead")).End().Break();
        if (IsScrolled)
        {
            page.Begin("div", ("class", "picture"), ("tabindex", "0"), ("role", "region"), ("aria-label", Title))
                .Append(Chart.ToSvg(ChartSize.Wide, Id + "-wide", Title, Description))
                .End().Break();
        }
        else
        {
            (ChartSize, string)[] sizes = Chart.IsPoster
                ? [(ChartSize.Wide, "whole")]
                : [(ChartSize.Wide, "wide"), (ChartSize.Narrow, "narrow")];
            foreach (var (size, name) in sizes)
            {
                page.Begin("div", ("class", name))
                    .Append(Chart.ToSvg(size, $"{Id}-{name}", Title, Description))
                    .End().Break();
            }
        }

        var table = new MarkupWriter(MostBytesOfTable);
        Table.WriteFoldedTo(table);
        page.Append(table).End().Break();
    }
}
