namespace Twin.Tests.Cli.Charts;

public sealed class ChartTests
{
    private const string Hostile = "<script>alert(\"1\")</script>\u202e&\u001b";
    private static readonly DateOnly First = new(2026, 11, 1);

    public static TheoryData<string> Charts => [.. All.Keys];

    private static ImmutableSortedDictionary<string, Chart> All { get; } = new Dictionary<string, Chart>
    {
        ["bars"] = new BarChart([new Bar(Hostile, Hostile, 3), new Bar("other", "", -1)], MarkupWriter.Number),
        ["bump"] = new BumpChart([First], 1, [new BumpLine(Hostile, Hostile, [new BumpPoint(First, 1)])]),
        ["columns"] = new ColumnChart([new YearValue(1999, 3), new YearValue(2026, 1)], Hostile),
        ["events"] = new EventStrip(
            [Hostile], ["1", "2"], [.. Enum.GetValues<EventKind>().Select(kind => new EventMark(0, 1, 2, kind, Hostile))]),
        ["flow"] = new FlowChart(
            [new FlowBox(Hostile, Hostile, [Hostile], true), new FlowBox("b", "b", [], false)],
            [new FlowArrow(0, 1, Hostile, true, true)]),
        ["lines"] = new LineChart([new DaySeries(Hostile, [new DayValue(First, 0)])], MarkupWriter.Number),
        ["matrix"] = new MatrixChart([Hostile, "b"], (_, _) => new MatrixCell(0.5, Hostile)),
        ["stacks"] = new StackedChart(
            [new StackedPart(Hostile, "s0")], [new StackedColumn(First, [0.25])], StackedChart.Percent),
    }.ToImmutableSortedDictionary();

    [Theory, MemberData(nameof(Charts))]
    public void A_chart_is_well_formed_in_both_sizes_and_has_a_text_alternative(string name)
    {
        foreach (var size in Enum.GetValues<ChartSize>())
        {
            var svg = System.Xml.Linq.XElement.Parse(
                All[name].ToSvg(size, "the-id", Hostile, "what it shows").ToString());

            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.Equal("the-id-title the-id-text", svg.Attribute("aria-labelledby")!.Value);
            Assert.Equal("what it shows", svg.Element("desc")!.Value);
            Assert.Equal(@"<script>alert(""1"")</script>\u202e&\u001b", svg.Element("title")!.Value);
        }

        Assert.Contains("prefers-color-scheme", All[name].ToFile("id", "t", "d"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Charts))]
    public void No_text_leaves_a_chart(string name)
    {
        var drawn = Drawn.From(All[name]);

        Assert.All(drawn.All("text"), text =>
        {
            var width = TextWidth.Estimate(text.Value, Canvas.FontSize);
            var left = Drawn.Number(text, "x") - (Drawn.Text(text, "text-anchor") switch
            {
                "middle" => width / 2,
                "end" => width,
                _ => 0,
            });
            Assert.InRange(left, -4, Canvas.WidthOf(ChartSize.Wide));
            Assert.InRange(left + width, 0, Canvas.WidthOf(ChartSize.Wide) + 12);
        });
    }

    [Fact]
    public void Bars_are_as_long_as_their_values_and_negative_ones_go_to_the_left()
    {
        var drawn = Drawn.From(new BarChart([new Bar("up", "", 30), new Bar("down", "", -10)], MarkupWriter.Number));
        var (up, down) = (Bar("up"), Bar("down"));

        Assert.Equal(3, Drawn.Number(up, "width") / Drawn.Number(down, "width"), 1);
        Assert.Equal(Drawn.Number(up, "x"), Drawn.Number(down, "x") + Drawn.Number(down, "width"), 0);

        System.Xml.Linq.XElement Bar(string name) => Assert.Single(Drawn.In(drawn.Series(name), "bar"));
    }

    [Fact]
    public void The_parts_of_a_column_stand_on_each_other()
    {
        var drawn = Drawn.From(new StackedChart(
            [new StackedPart("low", "s0"), new StackedPart("high", "s1")],
            [new StackedColumn(First, [1, 3])],
            MarkupWriter.Number));
        var low = Drawn.Boxes(Assert.Single(Drawn.In(drawn.Series("low"), "part")))[0];
        var high = Drawn.Boxes(Assert.Single(Drawn.In(drawn.Series("high"), "part")))[0];

        Assert.Equal(3, high.Height / low.Height, 1);
        Assert.Equal(low.Y, high.Y + high.Height, 0);
    }

    [Fact]
    public void A_column_too_narrow_for_an_outline_has_none()
    {
        var year = Drawn.From(Columns(365));
        var month = Drawn.From(Columns(31));

        Assert.Empty(year.Find("path", "part"));
        Assert.Equal(31, Drawn.Boxes(Assert.Single(month.Find("path", "part"))).Count);
        Assert.Equal(365, Drawn.Boxes(Assert.Single(year.Find("path", "bar"))).Count);

        StackedChart Columns(int days) => new(
            [new StackedPart("part", "s0")],
            [.. Enumerable.Range(0, days).Select(day => new StackedColumn(First.AddDays(day), [1]))],
            MarkupWriter.Number);
    }

    [Fact]
    public void A_column_of_a_week_is_wider_than_one_of_a_day()
    {
        var day = Drawn.Boxes(Drawn.From(Columns(1)).Find("path", "part")[0])[0];
        var week = Drawn.Boxes(Drawn.From(Columns(7)).Find("path", "part")[0])[0];

        // Twenty weeks are 134 days, from the first column's to the last one's.
        Assert.Equal(134.0 / 20, week.Width / day.Width, 0.2);

        StackedChart Columns(int days) => new(
            [new StackedPart("part", "s0")],
            [.. Enumerable.Range(0, 20).Select(index => new StackedColumn(First.AddDays(index * 7), [index + 1]))],
            MarkupWriter.Number)
        {
            DaysOfColumn = days,
        };
    }

    [Fact]
    public void The_names_of_lines_that_end_at_one_place_do_not_overlap()
    {
        var drawn = Drawn.From(new LineChart(
            [.. Enumerable.Range(0, 6).Select(index => new DaySeries($"line {index}", [new DayValue(First, 1)]))],
            MarkupWriter.Number));

        var places = drawn.Texts.Where(text => text.Value.StartsWith("line", StringComparison.Ordinal))
            .Select(text => text.Y).Order().ToList();
        Assert.Equal(6, places.Count);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 14));
    }

    [Fact]
    public void A_years_column_stands_to_scale_and_years_without_songs_leave_a_gap()
    {
        var bars = Drawn.From(new ColumnChart(
            [new YearValue(2000, 4), new YearValue(2001, 2), new YearValue(2010, 4)], "songs")).Find("rect", "bar");
        var places = bars.Select(bar => Drawn.Number(bar, "x")).ToList();

        Assert.Equal(9, (places[2] - places[1]) / (places[1] - places[0]), 1);
        Assert.Equal(2, Drawn.Number(bars[0], "height") / Drawn.Number(bars[1], "height"), 1);
    }

    [Fact]
    public void A_cell_is_the_darker_the_greater_its_value_and_a_pair_without_one_is_empty()
    {
        var cells = Drawn.From(new MatrixChart(
            ["a", "b", "c"],
            (row, column) => (row, column) switch { (0, 1) => new(1, ""), (1, 0) => new(0.25, ""), _ => null }))
            .Find("rect", "cell").Select(cell => Drawn.Number(cell, "fill-opacity")).ToList();

        Assert.Equal(2, cells.Count);
        Assert.Equal(4, cells[0] / cells[1], 1);
    }

    [Fact]
    public void A_dot_is_round()
    {
        var marks = Enumerable.Range(1, 40).Select(count => new EventMark(0, 0, count, EventKind.Good, ""));

        Assert.All(Drawn.From(new EventStrip(["source"], ["1"], [.. marks])).Find("path", "bar"), dot =>
        {
            // The first arc: its radius twice, three flags, and its width.
            var arc = Drawn.Text(dot, "d").Split('a')[1].Split(' ');
            Assert.Equal(Value(arc[0]) * 2, Value(arc[5]), 6);
        });

        static double Value(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_labels_of_a_flow_cover_no_box_no_label_and_no_arrowhead()
    {
        // Three boxes to one, and each of them past another layer too.
        var drawn = Drawn.From(new FlowChart(
            [.. Enumerable.Range(0, 6).Select(index => new FlowBox("kind", $"box {index}", [], false))],
            [
                .. (((int, int)[])[(0, 3), (1, 3), (2, 3), (3, 4), (4, 5), (0, 5), (1, 5), (2, 4)])
                    .Select((ends, index) => new FlowArrow(ends.Item1, ends.Item2, $"label {index}", index % 2 == 0)),
            ]));
        var labels = drawn.Find("text", "halo");
        var covered = drawn.All("rect").Select(box => (
                X: Drawn.Number(box, "x") + (Drawn.Number(box, "width") / 2),
                Y: Drawn.Number(box, "y") + (Drawn.Number(box, "height") / 2),
                Width: Drawn.Number(box, "width"),
                Height: Drawn.Number(box, "height")))
            .Concat(drawn.Find("path", "head").Select(head => Drawn.Text(head, "d").Split('M', ' ', 'h'))
                .Select(head => (X: Value(head[1]) + 4.5, Y: Value(head[2]) + 3.5, Width: 9.0, Height: 7.0)))
            .Concat(labels.Select(label => (
                X: Drawn.Number(label, "x"), Y: Drawn.Number(label, "y") - 4, Width: WidthOf(label), Height: 12.0)))
            .ToList();

        Assert.Equal(8, labels.Count);
        Assert.All(labels, label => Assert.Single(
            covered, other => Math.Abs(other.X - Drawn.Number(label, "x")) < (other.Width + WidthOf(label)) / 2
                && Math.Abs(other.Y - Drawn.Number(label, "y") + 4) < other.Height / 2));

        static double WidthOf(System.Xml.Linq.XElement label) => TextWidth.Estimate(label.Value, Canvas.FontSize - 1);
        static double Value(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void An_event_that_failed_has_another_shape_than_one_that_warns()
    {
        var drawn = Drawn.From(All["events"]);

        Assert.Single(drawn.Find("path", "bad"));
        Assert.Single(drawn.Find("path", "warn"));
        Assert.NotEqual(Drawn.Text(drawn.Find("path", "bad")[0], "d"), Drawn.Text(drawn.Find("path", "warn")[0], "d"));
    }
}
