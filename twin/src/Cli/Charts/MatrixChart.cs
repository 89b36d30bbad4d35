namespace Twin.Cli.Charts;

/// <summary>A value for each row and column: the darker the cell, the greater the value.</summary>
/// <param name="Names">The names of the rows.</param>
/// <param name="Cells">The cell of each row and column; null if there is none.</param>
internal sealed record MatrixChart(ImmutableArray<string> Names, Func<int, int, MatrixCell?> Cells) : Chart
{
    // The ink on the darkest cell keeps its contrast.
    private const double Darkest = 0.4;
    private const double Faintest = 0.06;
    private const double Shades = 12;
    private const double Top = 24;
    private const double Line = 13;

    /// <summary>The short labels of the columns; null where the columns are the rows, and show their numbers.</summary>
    public ImmutableArray<string>? Columns { get; init; }

    /// <summary>True for many small cells, which have no texts; where there is no value is nothing.</summary>
    public bool IsDense { get; init; }

    private int ColumnCount => Columns?.Length ?? Names.Length;

    public override double HeightAt(ChartSize size) => Top + (Names.Length * CellOf(size)) + 8;

    public override void Draw(Canvas canvas)
    {
        var cell = CellOf(canvas.Size);
        var labels = Math.Max(NamesOf(), canvas.Width - (ColumnCount * WidthOf(canvas)) - 12);
        labels = Math.Min(labels, Math.Min(LongestName(), canvas.Size == ChartSize.Wide ? 320 : 200));
        var step = IsDense ? (int)Math.Ceiling(26 / WidthOf(canvas)) : 1;
        for (var column = 0; column < ColumnCount; column += step)
        {
            canvas.Text(
                Columns?[column] ?? NumberOf(column), labels + ((column + 0.5) * WidthOf(canvas)), Top - 8, "middle",
                "quiet small");
        }

        for (var row = 0; row < Names.Length; row++)
        {
            var y = Top + (row * cell);
            if (Columns is null)
            {
                canvas.Text(NumberOf(row), 18, y + (cell / 2) + 4, "end", "quiet");
            }

            var left = Columns is null ? 26.0 : 2;
            canvas.Name(Names[row], left, y + (cell / 2) + 4, labels - left - 8);
            for (var column = 0; column < ColumnCount && !IsDense; column++)
            {
                DrawCell(canvas, row, column, labels + (column * WidthOf(canvas)), y);
            }
        }

        if (IsDense)
        {
            DrawShades(canvas, labels);
        }
    }

    // The cells of a shade are together, and without titles they are one path: hundreds of cells stay small.
    private void DrawShades(Canvas canvas, double left)
    {
        var cells = from row in Enumerable.Range(0, Names.Length)
                    from column in Enumerable.Range(0, ColumnCount)
                    let cell = Cells(row, column)
                    where cell is not null
                    let box = MarkupWriter.Box(
                        left + (column * WidthOf(canvas)), Top + (row * CellOf(canvas.Size)), WidthOf(canvas) - 2,
                        CellOf(canvas.Size) - 2)
                    group (cell.Detail, box) by Math.Round(Math.Clamp(cell.Value, 0, 1) * Shades);
        foreach (var shade in cells.OrderBy(shade => shade.Key))
        {
            canvas.Markup.Begin(
                "g", ("class", "cell"),
                ("fill-opacity", Opacity(Faintest + (shade.Key / Shades * (1 - Faintest)))));
            if (canvas.Markup.HasTitles)
            {
                foreach (var (detail, box) in shade)
                {
                    canvas.Markup.Begin("path", ("d", box)).Title(detail).End();
                }
            }
            else
            {
                canvas.Markup.Shape("path", ("d", string.Concat(shade.Select(cell => cell.box))));
            }

            canvas.Markup.End().Break();
        }
    }

    private void DrawCell(Canvas canvas, int row, int column, double x, double y)
    {
        var (width, height) = (WidthOf(canvas) - 2, CellOf(canvas.Size) - 2);
        if ((Columns is null && row == column) || Cells(row, column) is not { } cell)
        {
            canvas.Markup.Shape(
                "rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", "frame"));
            return;
        }

        canvas.Markup.Begin("g", ("class", "pair"))
            .Title(Names[row], Columns?[column] ?? Names[column], cell.Detail);
        canvas.Markup.Shape(
            "rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", "cell"),
            ("fill-opacity", Opacity(Math.Clamp(cell.Value, 0, 1) * Darkest)));
        var lines = (cell.Text ?? Math.Round(cell.Value * 100).ToString(CultureInfo.InvariantCulture)).Split('\n');
        foreach (var (index, line) in lines.Index())
        {
            var below = (index - ((lines.Length - 1) / 2.0)) * Line;
            canvas.Text(line, x + (width / 2), y + (height / 2) + 4 + below);
        }

        canvas.Markup.End();
    }

    private static string Opacity(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private double LongestName() =>
        Names.Select(name => TextWidth.Estimate(name, Canvas.FontSize)).DefaultIfEmpty().Max() + 16
        + (Columns is null ? 26 : 2);

    private double NamesOf() => Math.Min(110, LongestName());

    private double WidthOf(Canvas canvas) => Math.Min(
        canvas.Size == ChartSize.Wide ? 56 : 44, (canvas.Width - NamesOf() - 12) / Math.Max(1, ColumnCount));

    private static string NumberOf(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private double CellOf(ChartSize size) => (IsDense, size) switch
    {
        (true, ChartSize.Wide) => 24,
        (true, _) => 15,
        (false, ChartSize.Wide) => 30,
        _ => 32,
    };
}

/// <param name="Value">The value, from 0 to 1.</param>
/// <param name="Text">The text, of one line or two; null for the value in per cent.</param>
internal sealed record MatrixCell(double Value, string Detail, string? Text = null);
