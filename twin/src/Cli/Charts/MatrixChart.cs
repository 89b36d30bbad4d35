namespace Twin.Cli.Charts;

/// <summary>A value for each pair of names: the darker the cell, the greater the value.</summary>
/// <param name="Names">The names of rows and columns; columns show their numbers.</param>
/// <param name="Values">The value from 0 to 1 of each pair by row and column; null if there is none.</param>
internal sealed record MatrixChart(
    ImmutableArray<string> Names, Func<int, int, double?> Values, Func<int, int, string> Detail) : Chart
{
    // The ink on the darkest cell keeps its contrast.
    private const double Darkest = 0.4;
    private const double Top = 24;

    public override double HeightAt(ChartSize size) => Top + (Names.Length * CellOf(size)) + 8;

    public override void Draw(Canvas canvas)
    {
        var cell = CellOf(canvas.Size);
        var labels = Math.Max(110, canvas.Width - (Names.Length * WidthOf(canvas)) - 12);
        labels = Math.Min(labels, canvas.Size == ChartSize.Wide ? 320 : 200);
        for (var row = 0; row < Names.Length; row++)
        {
            var number = (row + 1).ToString(CultureInfo.InvariantCulture);
            var y = Top + (row * cell);
            canvas.Text(number, 18, y + (cell / 2) + 4, "end", "quiet");
            canvas.Name(Names[row], 26, y + (cell / 2) + 4, labels - 34);
            canvas.Text(number, labels + ((row + 0.5) * WidthOf(canvas)), Top - 8, "middle", "quiet");
            for (var column = 0; column < Names.Length; column++)
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
        if (row == column || Values(row, column) is not { } value)
        {
            return;
        }

        canvas.Markup.Begin("g", ("class", "pair")).Title(Names[row], Names[column], Detail(row, column));
        canvas.Markup.Shape(
            "rect", ("x", x), ("y", y), ("width", width), ("height", height), ("class", "cell"),
            ("fill-opacity", (Math.Clamp(value, 0, 1) * Darkest).ToString("0.###", CultureInfo.InvariantCulture)));
        canvas.Text(
            Math.Round(value * 100).ToString(CultureInfo.InvariantCulture),
            x + (width / 2), y + (height / 2) + 4, "middle", "small");
        canvas.Markup.End();
    }

    private double WidthOf(Canvas canvas) => Math.Min(
        canvas.Size == ChartSize.Wide ? 56 : 44, (canvas.Width - 122) / Math.Max(1, Names.Length));

    private static double CellOf(ChartSize size) => size == ChartSize.Wide ? 30 : 32;
}
