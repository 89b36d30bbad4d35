namespace Twin.Cli.Charts;

/// <summary>Values over days: a line for each series, named at its end.</summary>
/// <param name="Series">The series, at most <see cref="SeriesStyle.Count"/>.</param>
internal sealed record LineChart(ImmutableArray<DaySeries> Series, Func<double, string> Format) : Chart
{
    private const double Top = 12;
    private const double Bottom = 28;
    private const int MaxMarkers = 12;

    public override double HeightAt(ChartSize size) => Math.Max(
        size == ChartSize.Wide ? 260 : 220, Top + Bottom + (Series.Length * 16));

    public override void Draw(Canvas canvas)
    {
        var labels = canvas.Size == ChartSize.Wide ? 220.0 : 104.0;
        var days = Series.SelectMany(series => series.Points).Select(point => point.Day).ToList();
        var values = LinearScale.FromZero(
            Series.SelectMany(series => series.Points).Select(point => point.Value), canvas.Height - Bottom, Top, 5);
        var scale = DayScale.Create(days, 52, canvas.Width - labels - 16);
        canvas.Rules(values, scale.From, scale.To, 5, Format);
        canvas.Days(scale, canvas.Height - Bottom);

        var drawn = Series.Where(series => !series.Points.IsEmpty).ToList();
        var places = LabelColumn.Place(
            [.. drawn.Select(series => values.At(series.Points[^1].Value))], 15, Top, canvas.Height - Bottom);
        for (var index = 0; index < drawn.Count; index++)
        {
            DrawSeries(canvas, drawn[index], SeriesStyle.FromIndex(index), scale, values);
            if (places[index] is { } place)
            {
                var last = drawn[index].Points[^1];
                canvas.Markup.Shape("path", ("d", $"M{MarkupWriter.Number(scale.At(last.Day) + 5)} "
                    + $"{MarkupWriter.Number(values.At(last.Value))}L{MarkupWriter.Number(scale.To + 10)} "
                    + $"{MarkupWriter.Number(place)}"),
                    ("class", "lead"));
                canvas.Name(drawn[index].Name, scale.To + 14, place + 4, labels);
            }
        }
    }

    private void DrawSeries(
        Canvas canvas, DaySeries series, SeriesStyle style, DayScale scale, LinearScale values)
    {
        var last = series.Points[^1];
        canvas.Markup.Begin("g", ("class", $"series {style.Class}"))
            .Title(series.Name, $"{DayScale.Label(last.Day)}: {Format(last.Value)}");
        var path = new StringBuilder();
        foreach (var point in series.Points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L')
                .Append(MarkupWriter.Number(scale.At(point.Day))).Append(' ')
                .Append(MarkupWriter.Number(values.At(point.Value)));
        }

        canvas.Markup.Shape("path", ("d", path.ToString()), ("class", "line"), ("stroke-dasharray", style.Dash));

        // The last point always has its marker.
        var step = (series.Points.Length / MaxMarkers) + 1;
        var markers = new StringBuilder();
        for (var index = series.Points.Length - 1; index >= 0; index -= step)
        {
            markers.Append(style.MarkerAt(scale.At(series.Points[index].Day), values.At(series.Points[index].Value)));
        }

        canvas.Markup.Shape("path", ("d", markers.ToString()), ("class", "mark")).End().Break();
    }
}

/// <summary>A series of values over days, in the order of the days.</summary>
internal sealed record DaySeries(string Name, ImmutableArray<DayValue> Points);

internal sealed record DayValue(DateOnly Day, double Value);
