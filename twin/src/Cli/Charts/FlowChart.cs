namespace Twin.Cli.Charts;

/// <summary>A directed graph from top to bottom: boxes with a few lines of text, and labelled arrows.</summary>
/// <param name="Arrows">The arrows, by the boxes' indices.</param>
internal sealed record FlowChart(ImmutableArray<FlowBox> Boxes, ImmutableArray<FlowArrow> Arrows) : Chart
{
    private const double BoxWidth = 164;
    private const double BoxHeight = 56;
    private const double LayerHeight = 104;
    private const double Top = 6;
    private const double HeadLength = 7;

    private static readonly ImmutableArray<double> LabelParts = [0.68, 0.5, 0.32];
    private static readonly ImmutableArray<double> LineParts =
        [.. Enumerable.Range(0, 13).Select(index => index / 12.0)];

    private readonly LayeredLayout _layout = new(
        Boxes.Length,
        [.. Arrows.Select(arrow => (arrow.From, arrow.To))],
        nodeWidth: BoxWidth + 24,
        edgeWidth: 28,
        width: 960);

    public override double HeightAt(ChartSize size) => Top + ((_layout.Layers - 1) * LayerHeight) + BoxHeight + 8;

    public override (double Left, double Right)? Part
    {
        get
        {
            var places = Arrows.SelectMany(arrow => _layout.WayOf(arrow.From, arrow.To)).Select(place => place.X)
                .Concat(Enumerable.Range(0, Boxes.Length).Select(_layout.XOf))
                .DefaultIfEmpty(Canvas.WidthOf(ChartSize.Wide) / 2)
                .ToList();
            return (
                Math.Max(0, places.Min() - (BoxWidth / 2) - 8),
                Math.Min(Canvas.WidthOf(ChartSize.Wide), places.Max() + (BoxWidth / 2) + 8));
        }
    }

    public override void Draw(Canvas canvas)
    {
        foreach (var arrow in Arrows)
        {
            Draw(canvas, arrow);
        }

        for (var box = 0; box < Boxes.Length; box++)
        {
            Draw(canvas, Boxes[box], _layout.XOf(box), Y(_layout.LayerOf(box)));
        }

        // Above all lines.
        var taken = new List<LabelBox>();
        foreach (var arrow in Arrows.Where(arrow => arrow.Label.Length > 0))
        {
            Label(canvas, arrow, taken);
        }
    }

    private void Draw(Canvas canvas, FlowArrow arrow)
    {
        var legs = LegsOf(arrow);
        var path = new StringBuilder($"M{MarkupWriter.Number(legs[0].X)} {MarkupWriter.Number(legs[0].Y)}");
        foreach (var leg in legs)
        {
            var middle = MarkupWriter.Number((leg.Y + leg.ToY) / 2);
            path.Append(leg.X == leg.ToX
                ? $"V{MarkupWriter.Number(leg.ToY)}"
                : $"C{MarkupWriter.Number(leg.X)} {middle} {MarkupWriter.Number(leg.ToX)} {middle} "
                    + $"{MarkupWriter.Number(leg.ToX)} {MarkupWriter.Number(leg.ToY)}");
        }

        var style = arrow.IsData ? " data" : "";
        canvas.Markup.Shape("path", ("d", path.ToString()), ("class", "flow" + style));
        var isDown = legs[0].Y < legs[^1].ToY;
        Head(canvas, legs[^1].ToX, legs[^1].ToY, isDown, style);
        if (arrow.IsBothWays)
        {
            Head(canvas, legs[0].X, legs[0].Y + (isDown ? HeadLength : -HeadLength), !isDown, style);
        }

        canvas.Markup.Break();
    }

    // From layer to layer, and straight along the boxes of each layer that the arrow passes.
    private ImmutableArray<Leg> LegsOf(FlowArrow arrow)
    {
        var way = _layout.WayOf(arrow.From, arrow.To);
        var isDown = way[0].Layer < way[^1].Layer;
        var legs = ImmutableArray.CreateBuilder<Leg>();
        var (x, y) = (way[0].X, Y(way[0].Layer) + (isDown ? BoxHeight : 0));
        for (var step = 1; step < way.Length; step++)
        {
            var (nextX, top) = (way[step].X, Y(way[step].Layer));
            if (step == way.Length - 1)
            {
                legs.Add(new Leg(x, y, nextX, isDown ? top - HeadLength : top + BoxHeight + HeadLength));
                break;
            }

            var (enters, leaves) = isDown ? (top, top + BoxHeight) : (top + BoxHeight, top);
            legs.Add(new Leg(x, y, nextX, enters));
            legs.Add(new Leg(nextX, enters, nextX, leaves));
            (x, y) = (nextX, leaves);
        }

        return legs.ToImmutable();
    }

    private static void Head(Canvas canvas, double x, double y, bool isDown, string style) => canvas.Markup.Shape(
        "path",
        ("d", $"M{MarkupWriter.Number(x - 4.5)} {MarkupWriter.Number(y)}h9l-4.5 "
            + $"{MarkupWriter.Number(isDown ? HeadLength : -HeadLength)}z"),
        ("class", "head" + style));

    // Where it hides least of other lines and of arrowheads; rather near its end than elsewhere.
    private void Label(Canvas canvas, FlowArrow arrow, List<LabelBox> taken)
    {
        var text = TextWidth.Cut(arrow.Label, BoxWidth, Canvas.FontSize - 1);
        var width = TextWidth.Estimate(text, Canvas.FontSize - 1);
        var best = LegsOf(arrow).Reverse()
            .SelectMany(leg => leg.X == leg.ToX ? [leg.At(0.5)] : LabelParts.Select(leg.At))
            .Select(place => new LabelBox(
                Math.Clamp(place.X, (width / 2) + 2, canvas.Width - (width / 2) - 2), place.Y, width))
            .Where(box => !taken.Any(box.Overlaps) && !Enumerable.Range(0, Boxes.Length).Any(index => box.Overlaps(
                _layout.XOf(index), Y(_layout.LayerOf(index)) + (BoxHeight / 2), BoxWidth, BoxHeight)))
            .MinBy(box => Arrows.Sum(other => Hidden(box, other, isOwn: other == arrow)));
        if (best is not null)
        {
            taken.Add(best);
            canvas.Text(text, best.X, best.Y + 4, "middle", "halo small quiet");
        }
    }

    private int Hidden(LabelBox box, FlowArrow arrow, bool isOwn)
    {
        var legs = LegsOf(arrow);
        return (!isOwn && legs.Any(leg => LineParts.Select(leg.At).Any(box.Covers)) ? 1 : 0)
            + (box.Covers(legs[^1].To) || (arrow.IsBothWays && box.Covers(legs[0].From)) ? 2 : 0);
    }

    private static void Draw(Canvas canvas, FlowBox box, double x, double y)
    {
        var left = x - (BoxWidth / 2);
        canvas.Markup.Begin("g").Title([box.Kind, box.Name, .. box.Facts]);
        canvas.Markup.Shape(
            "rect", ("x", left), ("y", y), ("width", BoxWidth), ("height", BoxHeight), ("rx", 6),
            ("class", box.IsBad ? "node bad" : "node"));
        canvas.Text(box.Kind, x, y + 15, "middle", "small quiet");
        canvas.Name(box.Name, x, y + 31, BoxWidth - 12, "middle", "big");
        if (!box.Facts.IsEmpty)
        {
            canvas.Name(
                string.Join(", ", box.Facts), x, y + 47, BoxWidth - 8, "middle", box.IsBad ? "small bad" : "small");
        }

        canvas.Markup.End().Break();
    }

    private static double Y(int layer) => Top + (layer * LayerHeight);

    // A part of an arrow's line: it begins and ends upright.
    private sealed record Leg(double X, double Y, double ToX, double ToY)
    {
        public (double X, double Y) From => (X, Y);

        public (double X, double Y) To => (ToX, ToY);

        // The curve's points, as its control points give them.
        public (double X, double Y) At(double part)
        {
            var (rest, middle) = (1 - part, (Y + ToY) / 2);
            return (
                X + ((ToX - X) * part * part * (3 - (2 * part))),
                (Y * rest * rest * rest) + (3 * middle * part * rest) + (ToY * part * part * part));
        }
    }

    private sealed record LabelBox(double X, double Y, double Width)
    {
        private const double Height = 13;

        public bool Overlaps(LabelBox other) => Overlaps(other.X, other.Y, other.Width + 8, Height);

        public bool Overlaps(double x, double y, double width, double height) =>
            Math.Abs(X - x) < (Width + width) / 2 && Math.Abs(Y - y) < (Height + height) / 2;

        public bool Covers((double X, double Y) point) => Overlaps(point.X, point.Y, 6, 2);
    }
}

/// <param name="IsBad">True if it needs attention.</param>
internal sealed record FlowBox(string Kind, string Name, ImmutableArray<string> Facts, bool IsBad);

/// <param name="IsData">True if data goes along it, and not only an event or a message.</param>
internal sealed record FlowArrow(int From, int To, string Label, bool IsData, bool IsBothWays = false);
