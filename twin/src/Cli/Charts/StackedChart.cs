namespace Twin.Cli.Charts;

/// <summary>Columns of parts, one for each day or week, with the parts named at the last one.</summary>
internal sealed record StackedChart(
    ImmutableArray<StackedPart> Parts, ImmutableArray<StackedColumn> Columns, Func<double, string> Format) : Chart
{
    private const double Top = 12;
    private const double Bottom = 28;

    // The outline of a narrower column would cover it.
    private const double MinOutlined = 4;

    public bool IsCount { get; init; }
    public int DaysOfColumn { get; init; } = 1;

    public override double HeightAt(ChartSize size) => size == ChartSize.Wide ? 280 : 240;

    public override void Draw(Canvas canvas)
    {
        var labels = canvas.Size == ChartSize.Wide ? 220.0 : 104.0;
        var values = LinearScale.FromZero(
            Columns.Select(column => column.Values.Sum()), canvas.Height - Bottom, Top, 5, IsCount);
        var days = Columns.Select(column => column.Day).ToList();
        var count = ((days.Max().DayNumber - days.Min().DayNumber) / DaysOfColumn) + 1;
        var (left, right) = (52.0, canvas.Width - labels - 16);
        var slot = (right - left) / count;
        var width = Math.Clamp(slot * 0.82, 1, 48);
        var scale = DayScale.Create(days, left + (slot / 2), right - (slot / 2));
        canvas.Rules(values, left, right, 5, Format);
        canvas.Days(scale, canvas.Height - Bottom);

        var middles = new double[Parts.Length];
        for (var part = 0; part < Parts.Length; part++)
        {
            canvas.Markup.Begin("g", ("class", $"series {Parts[part].Classes}"))
                .Title(Parts[part].Name, $"{DayScale.Label(Columns[^1].Day)}: {Format(Columns[^1].Values[part])}");
            var path = new StringBuilder();
            foreach (var column in Columns)
            {
                var below = column.Values.Take(part).Sum();
                var (y, foot) = (values.At(below + column.Values[part]), values.At(below));
                middles[part] = (y + foot) / 2;
                if (column.Values[part] > 0)
                {
                    path.Append(MarkupWriter.Box(scale.At(column.Day) - (width / 2), y, width, foot - y));
                }
            }

            canvas.Markup.Shape("path", ("d", path.ToString()), ("class", width < MinOutlined ? "bar" : "part"))
                .End().Break();
        }

        Name(canvas, middles, right, labels, scale.At(Columns[^1].Day) + (width / 2));
    }

    // A column's parts from the bottom, so the first name is the lowest: beside its part of the last column, or in a
    // legend if that column does not have every part.
    private void Name(Canvas canvas, double[] middles, double right, double labels, double end)
    {
        var hasLegend = Columns[^1].Values.Any(value => value == 0);
        var places = LabelColumn.Place(
            [.. Enumerable.Range(0, Parts.Length).Select(part =>
                hasLegend ? Top + ((Parts.Length - part) * 18) : middles[part])],
            15, Top, canvas.Height - Bottom);
        for (var part = 0; part < Parts.Length; part++)
        {
            if (places[part] is { } place)
            {
                if (!hasLegend)
                {
                    canvas.Line(end + 1, middles[part], right + 6, place, "lead");
                }

                canvas.Markup.Shape(
                    "rect", ("x", right + 8), ("y", place - 4), ("width", 8.0), ("height", 8.0),
                    ("class", $"bar {Parts[part].Classes}"));
                canvas.Name(Parts[part].Name, right + 20, place + 4, labels - 8);
            }
        }
    }

    /// <summary>The text of a share: per cent.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}

/// <param name="Fill">The fill, by which the parts of a legend are told apart in grey.</param>
internal sealed record StackedPart(string Name, string Style, PartFill Fill = PartFill.Solid)
{
    public string Classes => Style + Fill switch
    {
        PartFill.Tint => " tint",
        PartFill.Hollow => " hollow",
        PartFill.Dashed => " hollow dashed",
        _ => "",
    };
}

internal enum PartFill
{
    /// <summary>All of the colour.</summary>
    Solid,

    Tint,
    Hollow,
    Dashed,
}

internal sealed record StackedColumn(DateOnly Day, ImmutableArray<double> Values);
