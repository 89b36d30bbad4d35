namespace Twin.Cli.Charts;

/// <summary>A value for each row and column: the darker the cell, the greater the value.</summary>
/// <param name="Names">The names of the rows.</param>
/// <param name="Cells">The cell of each row and column; null if there is none.</param>
internal sealed record MatrixChart(ImmutableArray<string> Names, Func<int, int, MatrixCell?> Cells) : Chart
{
    // The ink on the darkest cell keeps its contrast.
    private const double Darkest = 0.4;
    private const double Top = 24;
    private const double Line = 13;

    /// <summary>The short labels of the columns; null where the columns are the rows, and show their numbers.</summary>
    public ImmutableArray<string>? Columns { get; init; }

    private int ColumnCount => Columns?.Length ?? Names.Length;

    public override double HeightAt(ChartSize size) => Top + (Names.Length * CellOf(size)) + 8;

    public override void Draw(Canvas canvas)
    {
        var cell = CellOf(canvas.Size);
        var labels = Math.Max(110, canvas.Width - (ColumnCount * WidthOf(canvas)) - 12);
        labels = Math.Min(labels, canvas.Size == ChartSize.Wide ? 320 : 200);
        for (var column = 0; column < ColumnCount; column++)
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
            for (var column = 0; column < ColumnCount; column++)
            {
                DrawCell(canvas, row, column, labels + (column * WidthOf(canvas)), y);
            }
        }
    }

    private void DrawCell(Canvas canvas, int row, int column, double x, double y)
    {
        var (width, height) = (WidthOf(canvas) - 2, CellOf(canvas.Size) - 2);
        canvas.Markup.Shape(
            "rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", "frame"));
        if ((Columns is null && row == column) || Cells(row, column) is not { } cell)
        {
            return;
        }

        canvas.Markup.Begin("g", ("class", "pair"))
            .Title(Names[row], Columns?[column] ?? Names[column], cell.Detail);
        canvas.Markup.Shape(
            "rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", "cell"),
            ("fill-opacity", (Math.Clamp(cell.Value, 0, 1) * Darkest).ToString("0.###", CultureInfo.InvariantCulture)));
        var lines = (cell.Text ?? Math.Round(cell.Value * 100).ToString(CultureInfo.InvariantCulture)).Split('\n');
        foreach (var (index, line) in lines.Index())
        {
            var below = (index - ((lines.Length - 1) / 2.0)) * Line;
            canvas.Text(line, x + (width / 2), y + (height / 2) + 4 + below, "middle", "small");
        }

        canvas.Markup.End();
    }

    private double WidthOf(Canvas canvas) => Math.Min(
        canvas.Size == ChartSize.Wide ? 56 : 44, (canvas.Width - 122) / Math.Max(1, ColumnCount));

    private static string NumberOf(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static double CellOf(ChartSize size) => size == ChartSize.Wide ? 30 : 32;
}

/// <param name="Value">The value, from 0 to 1.</param>
/// <param name="Text">The text, of one line or two; null for the value in per cent.</param>
internal sealed record MatrixCell(double Value, string Detail, string? Text = null);
