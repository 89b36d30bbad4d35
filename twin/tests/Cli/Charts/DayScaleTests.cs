namespace Twin.Tests.Cli.Charts;

public sealed class DayScaleTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void Days_are_to_scale_so_a_missing_day_leaves_a_gap()
    {
        var scale = DayScale.Create([First, First.AddDays(1), First.AddDays(4)], 0, 400);

        Assert.Equal([0, 100, 400], [scale.At(First), scale.At(First.AddDays(1)), scale.At(First.AddDays(4))]);
    }

    [Fact]
    public void A_single_day_is_in_the_middle() => Assert.Equal(50, DayScale.Create([First], 0, 100).At(First));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(92)]
    [InlineData(366)]
    [InlineData(800)]
    public void Labels_never_stand_nearer_than_their_width(int days)
    {
        var scale = new DayScale(First, First.AddDays(days - 1), 0, 300);

        var ticks = scale.Ticks(50).Select(tick => scale.At(tick.Day)).ToList();

        Assert.NotEmpty(ticks);
        Assert.All(ticks, tick => Assert.InRange(tick, 0, 300));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 45, 301));
    }

    [Fact]
    public void The_last_day_of_a_month_is_labelled() =>
        Assert.Equal("Dec 1", new DayScale(First, new DateOnly(2026, 12, 1), 0, 300).Ticks(50).Last().Label);
}
