using System.Collections.Immutable;
using System.Text;

namespace Local.Cli.Charts;

/// <summary>A directed graph from top to bottom: boxes with a few lines of text, and labelled arrows.</summary>
/// <param name="Boxes">The boxes.</param>
/// <param name="Arrows">The arrows, by the boxes' indices.</param>
internal sealed record FlowChart(ImmutableArray<FlowBox> Boxes, ImmutableArray<FlowArrow> Arrows) : Chart
{
    private const double BoxWidth = 164;
    private const double BoxHeight = 56;
    private const double LayerHeight = 104;
    private const double Top = 6;

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
        var taken = new List<(double X, double Y, double Width)>();
        foreach (var arrow in Arrows.Where(arrow => arrow.Label.Length > 0))
        {
            Label(canvas, arrow, taken);
        }
    }

    private void Draw(Canvas canvas, FlowArrow arrow)
    {
        var way = _layout.WayOf(arrow.From, arrow.To);
        var isDown = way[0].Layer < way[^1].Layer;
        var (x, y) = (way[0].X, Y(way[0].Layer) + (isDown ? BoxHeight : 0));
        var path = new StringBuilder($"M{Markup.Number(x)} {Markup.Number(y)}");
        for (var step = 1; step < way.Length; step++)
        {
            // A line that passes a layer goes straight along its boxes.
            var (nextX, top) = (way[step].X, Y(way[step].Layer));
            var isLast = step == way.Length - 1;
            var nextY = isDown ? top - (isLast ? 7 : 0) : top + BoxHeight + (isLast ? 7 : 0);
            var middle = (y + nextY) / 2;
            path.Append($"C{Markup.Number(x)} {Markup.Number(middle)} {Markup.Number(nextX)} {Markup.Number(middle)} "
                + $"{Markup.Number(nextX)} {Markup.Number(nextY)}");
            (x, y) = (nextX, nextY);
            if (!isLast)
            {
                y = isDown ? top + BoxHeight : top;
                path.Append($"V{Markup.Number(y)}");
            }
        }

        var style = arrow.IsData ? " data" : "";
        canvas.Markup.Shape("path", ("d", path.ToString()), ("class", "flow" + style));
        Head(canvas, x, y, isDown, style);
        if (arrow.IsBothWays)
        {
            Head(canvas, way[0].X, Y(way[0].Layer) + (isDown ? BoxHeight + 7 : -7), !isDown, style);
        }

        canvas.Markup.Break();
    }

    private static void Head(Canvas canvas, double x, double y, bool isDown, string style) => canvas.Markup.Shape(
        "path",
        ("d", $"M{Markup.Number(x - 4.5)} {Markup.Number(y)}h9l-4.5 {(isDown ? "7" : "-7")}z"),
        ("class", "head" + style));

    private void Label(Canvas canvas, FlowArrow arrow, List<(double X, double Y, double Width)> taken)
    {
        var way = _layout.WayOf(arrow.From, arrow.To);
        var isDown = way[0].Layer < way[^1].Layer;
        var text = TextWidth.Cut(arrow.Label, BoxWidth, Canvas.FontSize - 1);
        var width = TextWidth.Of(text, Canvas.FontSize - 1);

        // Near its end, where it is apart from the other arrows of its source; or in the middle, or near its source.
        foreach (var part in (double[])[0.68, 0.5, 0.32])
        {
            var (from, to) = part > 0.4 ? (way[^2], way[^1]) : (way[0], way[1]);
            var begin = Y(from.Layer) + (isDown ? BoxHeight : 0);
            var end = Y(to.Layer) + (isDown ? 0 : BoxHeight);
            var x = Math.Clamp(
                from.X + ((to.X - from.X) * Smooth(part)), (width / 2) + 2, canvas.Width - (width / 2) - 2);
            var y = begin + ((end - begin) * part) + 4;
            if (!taken.Any(other => Math.Abs(other.Y - y) < 13
                && Math.Abs(other.X - x) < ((other.Width + width) / 2) + 4))
            {
                taken.Add((x, y, width));
                canvas.Text(text, x, y, "middle", "halo small quiet");
                return;
            }
        }
    }

    private static double Smooth(double part) => part * part * (3 - (2 * part));

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
}

/// <summary>A box of a <see cref="FlowChart"/>.</summary>
/// <param name="Kind">Its kind, in a word or two.</param>
/// <param name="Name">Its name.</param>
/// <param name="Facts">Its figures of the run; a few words each.</param>
/// <param name="IsBad">True if it needs attention.</param>
internal sealed record FlowBox(string Kind, string Name, ImmutableArray<string> Facts, bool IsBad);

/// <summary>An arrow of a <see cref="FlowChart"/>.</summary>
/// <param name="From">The index of its first box.</param>
/// <param name="To">The index of its last box.</param>
/// <param name="Label">The data or event that goes along it.</param>
/// <param name="IsData">True if data goes along it, and not only an event or a message.</param>
/// <param name="IsBothWays">True if it goes in both directions.</param>
internal sealed record FlowArrow(int From, int To, string Label, bool IsData, bool IsBothWays = false);
