namespace Twin.Cli.Charts;

/// <param name="Name">The name, for readers who do not see it.</param>
/// <param name="Rows">The rows: a text, a number, a <see cref="Marked"/> text, or null for what is not there.</param>
internal sealed record DataTable(
    string Name, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<object?>> Rows)
{
    private const int Long = 40;

    public int MaxCount { get; init; } = int.MaxValue;

    /// <summary>The number of all rows, if <see cref="Rows"/> has only the first ones.</summary>
    public int? Of { get; init; }

    public string Elsewhere { get; init; } = "";

    public void WriteTo(MarkupWriter page)
    {
        page.Begin("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", Name))
            .Begin("table").Begin("thead").Begin("tr");
        foreach (var column in Columns)
        {
            page.Begin("th", ("scope", "col")).Name(column).End();
        }

        page.End().End().Begin("tbody").Break();
        var written = Rows.Take(MaxCount).TakeWhile(row => page.TryAppend(RowOf(row))).Count();
        page.End().End().End().Break();
        if ((Of ?? Rows.Length) > written)
        {
            page.Element(
                "p",
                string.Create(
                    CultureInfo.InvariantCulture, $"The first {written} of {Of ?? Rows.Length} rows. {Elsewhere}"),
                ("class", "lead"));
        }
    }

    private static MarkupWriter RowOf(ImmutableArray<object?> row)
    {
        var written = new MarkupWriter().Begin("tr");
        foreach (var cell in row)
        {
            Write(written, cell);
        }

        return written.End().Break();
    }

    public void WriteFoldedTo(MarkupWriter page, string line = "As a table")
    {
        page.Begin("details").Element("summary", line).Break();
        WriteTo(page);
        page.End().Break();
    }

    private static void Write(MarkupWriter page, object? cell)
    {
        switch (cell)
        {
            case null:
                page.Begin("td").End();
                break;
            case string text:
                page.Begin("td");
                Write(page, text);
                page.End();
                break;
            case Marked marked:
                page.Element(
                    "td", marked.Text, ("class", marked.Class),
                    ("dir", marked.Class is "prose" or "line" ? "auto" : null));
                break;
            default:
                page.Element("td", Convert.ToString(cell, CultureInfo.InvariantCulture)!, ("class", "n"));
                break;
        }
    }

    // A long text is cut by the style sheet, and whole for a pointer.
    private static void Write(MarkupWriter page, string text)
    {
        text = MarkupWriter.Cut(text);
        var isLong = text.Length > Long;
        page.Begin("bdi", ("class", isLong ? "long" : IsDay(text) ? "day" : null), ("title", isLong ? text : null))
            .Text(text).End();
    }

    // A line break in a day would be at its hyphens.
    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

internal sealed record Marked(string Text, string Class);
