namespace Twin.Tests.Cli.Charts;

public sealed class LinearScaleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.037)]
    [InlineData(97)]
    [InlineData(123_456)]
    public void A_scale_begins_at_zero_and_ends_at_a_round_value_that_holds_the_greatest(double greatest)
    {
        var scale = LinearScale.FromZero([greatest / 3, greatest], 200, 0, 5);

        Assert.Equal((0, 200), (scale.Min, scale.At(0)));
        Assert.InRange(scale.Max, greatest, greatest * 2);
        Assert.Equal(0, scale.At(scale.Max), 6);
        var ticks = scale.Ticks(5);
        Assert.InRange(ticks.Length, 3, 8);
        Assert.Equal((0, scale.Max), (ticks[0], ticks[^1]));
        var step = ticks[1] / Math.Pow(10, Math.Floor(Math.Log10(ticks[1]) + 1e-9));
        Assert.Contains(Math.Round(step, 6), (double[])[1, 2, 5]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Counts_have_no_ticks_between_whole_numbers(int greatest)
    {
        var scale = LinearScale.FromZero([greatest], 200, 0, 5, isWhole: true);

        Assert.All(scale.Ticks(5), tick => Assert.Equal(Math.Round(tick), tick));
        Assert.InRange(scale.Max, greatest, greatest + 1);
    }

    [Fact]
    public void Negative_values_are_on_the_scale()
    {
        var scale = LinearScale.FromZero([-98, 14], 0, 100, 5);

        Assert.InRange(scale.At(-98), 0, scale.At(0));
        Assert.InRange(scale.At(14), scale.At(0), 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_without_a_value_above_zero_still_has_ticks(double value) =>
        Assert.InRange(LinearScale.FromZero([value], 0, 100, 5).Ticks(5).Length, 3, 8);
}
