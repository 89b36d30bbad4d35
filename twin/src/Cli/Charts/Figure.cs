namespace Twin.Cli.Charts;

/// <param name="Title">The title; it may be a name of others.</param>
internal sealed record Figure(string Id, string Title, string Description, Chart Chart, DataTable Table)
{
    /// <summary>True if the chart needs its width, and scrolls in its own box on a phone.</summary>
    public bool IsScrolled { get; init; }

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
            foreach (var (size, name) in new[] { (ChartSize.Wide, "wide"), (ChartSize.Narrow, "narrow") })
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
