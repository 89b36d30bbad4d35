namespace Twin.Cli.Charts;

/// <summary>Horizontal bars, each with its name and value. Negative values go to the left.</summary>
internal sealed record BarChart(ImmutableArray<Bar> Bars, Func<double, string> Format) : Chart
{
    private const double Top = 6;

    // A phone has no room for names beside the bars, so they are above them.
    public override double HeightAt(ChartSize size) => (2 * Top) + (Bars.Length * RowOf(size));

    public override void Draw(Canvas canvas)
    {
        var isWide = canvas.Size == ChartSize.Wide;
        var (names, values) = (isWide ? 300.0 : 0, isWide ? 78.0 : 64.0);
        var hasNegative = Bars.Any(bar => bar.Value < 0);
        var left = names + (hasNegative ? values : 4);
        var scale = LinearScale.FromZero(Bars.Select(bar => bar.Value), left, canvas.Width - values, 5);

        // To the very ends: bars have no axis that would need round ones.
        scale = scale with
        {
            Min = Math.Min(0, Bars.Select(bar => bar.Value).DefaultIfEmpty().Min()),
            Max = Bars.Select(bar => bar.Value).DefaultIfEmpty().Max() is > 0 and var most ? most : hasNegative ? 0 : 1,
        };
        if (isWide || hasNegative)
        {
            canvas.Line(scale.At(0), Top, scale.At(0), canvas.Height - Top, "axis");
        }

        for (var index = 0; index < Bars.Length; index++)
        {
            DrawBar(canvas, Bars[index], Top + (index * RowOf(canvas.Size)), scale, isWide ? names - 12 : canvas.Width);
        }
    }

    private void DrawBar(Canvas canvas, Bar bar, double y, LinearScale scale, double names)
    {
        var isWide = canvas.Size == ChartSize.Wide;
        var (top, height) = isWide ? (y + 4, 16.0) : (y + 18, 12.0);
        var (from, to) = (Math.Min(scale.At(0), scale.At(bar.Value)), Math.Max(scale.At(0), scale.At(bar.Value)));
        canvas.Markup.Begin("g", ("class", $"series {bar.Style}")).Title(bar.Name, bar.Detail, Format(bar.Value));
        if (isWide)
        {
            canvas.Name(bar.Name, names, y + 16, names, "end");
        }
        else
        {
            canvas.Name(bar.Name, 2, y + 13, names - 4, style: "halo");
        }

        canvas.Markup.Shape(
            "rect", ("x", from), ("y", top), ("width", Math.Max(1, to - from)), ("height", height), ("class", "bar"));
        canvas.Text(
            Format(bar.Value),
            bar.Value < 0 ? from - 6 : to + 6,
            top + height - 2.5,
            bar.Value < 0 ? "end" : "start",
            "small");
        canvas.Markup.End().Break();
    }

    private static double RowOf(ChartSize size) => size == ChartSize.Wide ? 24 : 38;
}

internal sealed record Bar(string Name, string Detail, double Value, string Style = "s0");
