namespace Twin.Cli.Charts;

/// <summary>Events over time: a row for each source, and a mark for each period in which it had any.</summary>
internal sealed record EventStrip(
    ImmutableArray<string> Sources, ImmutableArray<string> Periods, ImmutableArray<EventMark> Marks) : Chart
{
    private const double Row = 26;
    private const double Top = 8;

    public override double HeightAt(ChartSize size) =>
        Top + (Sources.Length * (size == ChartSize.Wide ? Row : Row + 12)) + 28;

    public override void Draw(Canvas canvas)
    {
        var isWide = canvas.Size == ChartSize.Wide;
        var (left, right) = (isWide ? 200.0 : 12.0, canvas.Width - 16);
        var slot = (right - left) / Periods.Length;
        var bottom = canvas.Height - 28;
        var row = isWide ? Row : Row + 12;
        for (var source = 0; source < Sources.Length; source++)
        {
            var y = Y(source);
            canvas.Line(left, y, right, y, "grid");
            if (isWide)
            {
                canvas.Name(Sources[source], left - 10, y + 4, left - 16, "end");
            }
            else
            {
                canvas.Name(Sources[source], 2, y - 11, canvas.Width - 4);
            }
        }

        var step = (int)Math.Ceiling((isWide ? 58 : 50) / slot);
        for (var period = (Periods.Length - 1) % step; period < Periods.Length; period += step)
        {
            canvas.Line(X(period), bottom, X(period), bottom + 4, "axis");
            canvas.Text(Periods[period], X(period), bottom + 17, "middle", "quiet");
        }

        var most = Marks.Select(mark => mark.Count).DefaultIfEmpty(1).Max();
        foreach (var mark in Marks)
        {
            var size = Math.Min(slot * 0.46, 3 + (5 * Math.Sqrt((double)mark.Count / most)));

            // In the precision of the paths: a radius below half of its arc's width would give an oval.
            size = Math.Round(Math.Max(size, mark.Kind == EventKind.Good ? 1.2 : 4), 1);
            canvas.Markup
                .Begin(
                    "path", ("d", Path(mark.Kind, X(mark.Period), Y(mark.Source), size)), ("class", Style(mark.Kind)))
                .Title(Sources[mark.Source], Periods[mark.Period], mark.Detail)
                .End().Break();
        }

        double X(int period) => left + ((period + 0.5) * slot);
        double Y(int source) => Top + (source * row) + (isWide ? row / 2 : row - 9);
    }

    private static string Style(EventKind kind) => kind switch
    {
        EventKind.Bad => "bad",
        EventKind.Warning => "warn",
        _ => "bar s0",
    };

    // A dot, a triangle or a cross: the kinds differ in grey too.
    private static string Path(EventKind kind, double x, double y, double size) => kind switch
    {
        EventKind.Bad => string.Create(
            CultureInfo.InvariantCulture,
            $"M{x - size:0.#} {y - size + 2:0.#}l2-2l{size - 2:0.#} {size - 2:0.#}l{size - 2:0.#}-{size - 2:0.#}l2 2"
            + $"l-{size - 2:0.#} {size - 2:0.#}l{size - 2:0.#} {size - 2:0.#}l-2 2l-{size - 2:0.#}-{size - 2:0.#}"
            + $"l-{size - 2:0.#} {size - 2:0.#}l-2-2l{size - 2:0.#}-{size - 2:0.#}z"),
        EventKind.Warning => string.Create(
            CultureInfo.InvariantCulture, $"M{x:0.#} {y - size:0.#}l{size:0.#} {2 * size:0.#}h-{2 * size:0.#}z"),
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"M{x - size:0.#} {y:0.#}a{size:0.#} {size:0.#} 0 1 0 {2 * size:0.#} 0a{size:0.#} {size:0.#} "
            + $"0 1 0-{2 * size:0.#} 0z"),
    };
}

/// <summary>A mark of an <see cref="EventStrip"/>.</summary>
internal sealed record EventMark(int Source, int Period, int Count, EventKind Kind, string Detail);

/// <summary>The importance of an event, from the best to the worst.</summary>
internal enum EventKind
{
    Good,
    Warning,
    Bad,
}
