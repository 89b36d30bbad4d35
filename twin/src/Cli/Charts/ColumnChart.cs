namespace Twin.Cli.Charts;

internal sealed record ColumnChart(ImmutableArray<YearValue> Years, string Unit) : Chart
{
    private const double Top = 12;
    private const double Bottom = 28;
    private const double Left = 52;
    private const int Century = 100;

    private static readonly ImmutableArray<int> Steps = [1, 2, 5, 10, 20, 50];

    public override double HeightAt(ChartSize size) => size == ChartSize.Wide ? 220 : 190;

    public override void Draw(Canvas canvas)
    {
        var (first, last) = (Years.Min(year => year.Year), Years.Max(year => year.Year));
        var slot = (canvas.Width - Left - 12) / (last - first + 1);
        var width = Math.Clamp(slot * 0.82, 1, 60);
        var values = LinearScale.FromZero(
            Years.Select(year => year.Value), canvas.Height - Bottom, Top, 4, isWhole: true);
        canvas.Rules(values, Left, canvas.Width - 12, 4, MarkupWriter.Number);
        foreach (var (year, value) in Years)
        {
            canvas.Markup
                .Begin("rect", ("x", At(year) - (width / 2)), ("y", values.At(value)), ("width", width),
                    ("height", values.At(0) - values.At(value)), ("class", "bar s0"))
                .Title(string.Create(CultureInfo.InvariantCulture, $"{year}: {MarkupWriter.Number(value)} {Unit}"))
                .End();
        }

        canvas.Line(Left, values.At(0), canvas.Width - 12, values.At(0), "axis");
        var step = Steps.FirstOrDefault(step => step * slot >= 44, Century);
        for (var year = (first + step - 1) / step * step; year <= last; year += step)
        {
            canvas.Text(
                year.ToString(CultureInfo.InvariantCulture), At(year), canvas.Height - Bottom + 17, "middle", "quiet");
        }

        double At(int year) => Left + ((year - first + 0.5) * slot);
    }
}

internal sealed record YearValue(int Year, double Value);
