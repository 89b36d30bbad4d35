namespace Twin.Cli.Charts;

/// <summary>Ranks over days: a line for each name. A line ends on the day after which the name is not ranked, and
/// begins again when it is back.</summary>
/// <param name="Days">The days that were observed, in order.</param>
internal sealed record BumpChart(ImmutableArray<DateOnly> Days, int Ranks, ImmutableArray<BumpLine> Lines) : Chart
{
    private const double RowHeight = 24;
    private const double Top = 14;

    // A line that ended has its name above its end where that covers no other name.
    private const int MinDaysOfNamedLine = 3;

    /// <summary>True if the days stand for their months.</summary>
    public bool IsMonthly { get; init; }

    public override double HeightAt(ChartSize size) => Top + (Ranks * RowHeight) + 26;

    /// <summary>The runs of a line: the observed days without an interruption.</summary>
    public ImmutableArray<ImmutableArray<BumpPoint>> RunsOf(BumpLine line)
    {
        var runs = ImmutableArray.CreateBuilder<ImmutableArray<BumpPoint>>();
        var run = ImmutableArray.CreateBuilder<BumpPoint>();
        var ranks = line.Points.GroupBy(point => point.Day)
            .ToDictionary(day => day.Key, day => day.Min(point => point.Rank));
        foreach (var day in Days)
        {
            if (ranks.TryGetValue(day, out var rank) && rank >= 1 && rank <= Ranks)
            {
                run.Add(new BumpPoint(day, rank));
            }
            else if (run.Count > 0)
            {
                runs.Add(run.DrainToImmutable());
            }
        }

        if (run.Count > 0)
        {
            runs.Add(run.DrainToImmutable());
        }

        return runs.ToImmutable();
    }

    public int? RankOn(BumpLine line, DateOnly day) => line.Points
        .Where(point => point.Day == day && point.Rank >= 1 && point.Rank <= Ranks)
        .MinBy(point => point.Rank)?.Rank;

    public override void Draw(Canvas canvas)
    {
        var labels = canvas.Size == ChartSize.Wide ? 250.0 : 128.0;
        var scale = DayScale.Create(Days, 34, canvas.Width - labels - 14) with { IsMonthly = IsMonthly };
        for (var rank = 1; rank <= Ranks; rank++)
        {
            canvas.Line(scale.From, Y(rank), scale.To, Y(rank), "grid");
            canvas.Text(rank.ToString(CultureInfo.InvariantCulture), 16, Y(rank) + 4, "middle", "quiet");
        }

        canvas.Days(scale, Top + (Ranks * RowHeight));

        // The best of the last day are told apart, and lie above the others.
        var best = Lines
            .Where(line => RankOn(line, Days[^1]) is not null)
            .OrderBy(line => RankOn(line, Days[^1]))
            .Take(SeriesStyle.Count)
            .Select((line, index) => (line, style: SeriesStyle.FromIndex(index)))
            .ToDictionary(pair => pair.line, pair => pair.style);
        foreach (var line in Lines.OrderBy(line => best.ContainsKey(line) ? 1 : 0))
        {
            DrawLine(canvas, line, best.GetValueOrDefault(line) ?? SeriesStyle.Rest, scale, labels);
        }

        if (canvas.Size == ChartSize.Wide)
        {
            NameEnded(canvas, scale);
        }
    }

    private void DrawLine(Canvas canvas, BumpLine line, SeriesStyle style, DayScale scale, double labels)
    {
        var runs = RunsOf(line);
        if (runs.IsEmpty)
        {
            return;
        }

        var points = runs.SelectMany(run => run).ToList();
        canvas.Markup.Begin("g", ("class", $"series {style.Class}")).Title(
            line.Name,
            line.Detail,
            string.Create(
                CultureInfo.InvariantCulture,
                $"best rank {points.Min(point => point.Rank)}, {points.Count} of {Days.Length} ")
            + (IsMonthly ? "months" : "days"));
        var path = new StringBuilder();
        foreach (var run in runs)
        {
            Append(path, run, scale);
        }

        canvas.Markup.Shape(
            "path",
            ("d", path.ToString()),
            ("class", style == SeriesStyle.Rest ? "line thin" : "line"),
            ("stroke-dasharray", style.Dash));
        foreach (var run in runs)
        {
            if (run[^1].Day != Days[^1])
            {
                Dot(canvas, scale, run[^1], "open");
            }

            if (run[0].Day != Days[0] || run.Length == 1)
            {
                Dot(canvas, scale, run[0], "mark");
            }
        }

        if (RankOn(line, Days[^1]) is { } rank)
        {
            canvas.Markup.Shape("path", ("d", style.MarkerAt(scale.At(Days[^1]), Y(rank))), ("class", "mark"));
            canvas.Name(line.Name, scale.To + 12, Y(rank) + 4, labels);
        }

        canvas.Markup.End().Break();
    }

    private static void Dot(Canvas canvas, DayScale scale, BumpPoint point, string style) => canvas.Markup.Shape(
        "circle", ("cx", scale.At(point.Day)), ("cy", Y(point.Rank)), ("r", 3.0), ("class", style));

    private static void Append(StringBuilder path, ImmutableArray<BumpPoint> run, DayScale scale)
    {
        var (x, y) = (scale.At(run[0].Day), Y(run[0].Rank));
        path.Append(CultureInfo.InvariantCulture, $"M{MarkupWriter.Number(x)} {MarkupWriter.Number(y)}");
        foreach (var point in run[1..])
        {
            var (nextX, nextY) = (scale.At(point.Day), Y(point.Rank));
            var middle = MarkupWriter.Number((x + nextX) / 2);
            path.Append(nextY == y
                ? $"H{MarkupWriter.Number(nextX)}"
                : $"C{middle} {MarkupWriter.Number(y)} {middle} {MarkupWriter.Number(nextY)} "
                    + $"{MarkupWriter.Number(nextX)} {MarkupWriter.Number(nextY)}");
            (x, y) = (nextX, nextY);
        }
    }

    private void NameEnded(Canvas canvas, DayScale scale)
    {
        var taken = new List<(double Left, double Right, double Y)>();
        var ended = Lines
            .SelectMany(line => RunsOf(line).Select(run => (line, run)))
            .Where(ended => ended.run[^1].Day != Days[^1] && ended.run.Length >= MinDaysOfNamedLine)
            .OrderByDescending(ended => ended.run.Length)
            .ThenBy(ended => ended.run[^1].Rank);
        foreach (var (line, run) in ended)
        {
            var name = TextWidth.Cut(line.Name, 120, Canvas.FontSize);
            var width = TextWidth.Estimate(name, Canvas.FontSize);
            var (x, y) = (scale.At(run[^1].Day), Y(run[^1].Rank));
            var left = Math.Clamp(x - (width / 2), scale.From, Math.Max(scale.From, scale.To - width));
            if (!taken.Any(other =>
                left < other.Right + 4 && left + width > other.Left - 4 && Math.Abs(other.Y - y) < 14))
            {
                taken.Add((left, left + width, y));
                canvas.Text(name, left, y - 7, "start", "halo small quiet");
            }
        }
    }

    private static double Y(int rank) => Top + ((rank - 0.5) * RowHeight);
}

/// <param name="Points">The ranks; of several on one day, the best counts.</param>
internal sealed record BumpLine(string Name, string Detail, ImmutableArray<BumpPoint> Points);

internal sealed record BumpPoint(DateOnly Day, int Rank);
