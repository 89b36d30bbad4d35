namespace Twin.Cli.Charts;

/// <summary>A chart with its title, its text alternative and the table of its data.</summary>
/// <param name="Id">An id that no other figure of the page has.</param>
/// <param name="Title">The title; it may be a name of others.</param>
/// <param name="Description">The content of the chart, in a sentence or two.</param>
/// <param name="Chart">The chart.</param>
/// <param name="Table">The same data.</param>
internal sealed record Figure(string Id, string Title, string Description, Chart Chart, DataTable Table)
{
    /// <summary>True if the chart needs its width, and scrolls in its own box on a phone.</summary>
    public bool IsScrolled { get; init; }

    /// <summary>Writes the figure.</summary>
    public void WriteTo(MarkupWriter page)
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
            foreach (var (size, name) in ((ChartSize, string)[])[(ChartSize.Wide, "wide"), (ChartSize.Narrow, "narrow")])
            {
                page.Begin("div", ("class", name))
                    .Append(Chart.ToSvg(size, $"{Id}-{name}", Title, Description))
                    .End().Break();
            }
        }

        Table.WriteFoldedTo(page);
        page.End().Break();
    }
}
