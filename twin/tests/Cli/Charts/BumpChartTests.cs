namespace Twin.Tests.Cli.Charts;

public sealed class BumpChartTests
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private static readonly ImmutableArray<DateOnly> Days = [.. Enumerable.Range(0, 8).Select(day =>
        First.AddDays(day))];

    [Fact]
    public void A_line_ends_where_the_name_is_no_longer_ranked_and_begins_again_where_it_is_back()
    {
        var line = Line("back", (0, 1), (1, 2), (2, 1), (5, 3), (6, 3), (7, 2));
        var chart = new BumpChart(Days, 3, [line]);

        Assert.Equal(
            [[0, 1, 2], [5, 6, 7]],
            chart.RunsOf(line).Select(run => run.Select(point => point.Day.DayNumber - First.DayNumber)));
        var group = Drawn.From(chart).Series("back");
        var path = Drawn.Text(Assert.Single(Drawn.In(group, "line")), "d");
        Assert.Equal(2, path.Count(letter => letter == 'M'));
        Assert.Single(Drawn.In(group, "open"));
    }

    [Fact]
    public void A_day_without_any_snapshot_ends_no_line()
    {
        var line = Line("song", (0, 1), (1, 1), (4, 1));

        Assert.Single(new BumpChart([Days[0], Days[1], Days[4]], 1, [line]).RunsOf(line));
    }

    [Fact]
    public void A_name_stands_at_its_rank_of_the_last_day()
    {
        var drawn = Drawn.From(new BumpChart(
            Days, 3, [Line("third", (7, 3)), Line("first", (0, 3), (7, 1)), Line("gone", (0, 1), (1, 1))]));

        var places = drawn.Texts.Where(text => text.Value is "first" or "third").ToDictionary(text => text.Value);
        Assert.Equal(48, places["third"].Y - places["first"].Y, 3);
        Assert.DoesNotContain(drawn.Texts, text => text.Value == "gone");
        Assert.Equal(drawn.Texts.Single(text => text.Value == "1").Y, places["first"].Y);
    }

    [Fact]
    public void The_name_of_a_line_that_ended_covers_no_other()
    {
        var lines = Enumerable.Range(1, 20).Select(
            rank => Line($"A name of rank {rank}", (0, rank), (1, rank), (2, rank)));
        var drawn = Drawn.From(new BumpChart(Days, 20, [.. lines, Line("stays", (7, 1))]));

        var names = drawn.Find("text", "halo").Select(name => (X: Drawn.Number(name, "x"), Y: Drawn.Number(name, "y"),
            Width: TextWidth.Estimate(name.Value, Canvas.FontSize))).ToList();
        Assert.True(names.Count > 5);
        Assert.All(names, name => Assert.DoesNotContain(names, other => other != name
            && Math.Abs(other.Y - name.Y) < 14 && other.X < name.X + name.Width && name.X < other.X + other.Width));
    }

    [Fact]
    public void Only_as_many_lines_are_coloured_as_can_be_told_apart()
    {
        var drawn = Drawn.From(new BumpChart(
            Days, 20, [.. Enumerable.Range(1, 20).Select(rank => Line($"n{rank}", (0, rank), (7, rank)))]));

        Assert.Equal(20 - SeriesStyle.Count, drawn.Find("g", "rest").Count);
        Assert.Equal(
            SeriesStyle.Count,
            Enumerable.Range(0, SeriesStyle.Count).Count(index => drawn.Find("g", $"s{index}").Count == 1));
    }

    [Fact]
    public void Of_several_ranks_on_a_day_the_best_counts_and_one_out_of_range_is_none()
    {
        var line = Line("twice", (0, 2), (0, 1), (1, 9), (2, 0));

        Assert.Equal(
            [1], new BumpChart(Days, 3, [line]).RunsOf(line).SelectMany(run => run).Select(point => point.Rank));
    }

    private static BumpLine Line(string name, params IEnumerable<(int Day, int Rank)> points) =>
        new(name, "detail", [.. points.Select(point => new BumpPoint(First.AddDays(point.Day), point.Rank))]);
}
