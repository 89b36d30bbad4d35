namespace Twin.Tests.Cli.Charts;

public sealed class LabelColumnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_two_labels_overlap_and_none_leaves_the_column(int seed)
    {
        var random = new Random(seed);
        double[] wanted = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble() * 60)];

        var places = LabelColumn.Place(wanted, 15, 10, 200).Select(place => place!.Value).ToList();

        Assert.All(places, place => Assert.InRange(place, 9.999, 200.001));
        var sorted = places.Order().ToList();
        Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.Second - pair.First > 14.999));
        Assert.Equal(
            Enumerable.Range(0, 12).OrderBy(index => wanted[index]),
            Enumerable.Range(0, 12).OrderBy(index => places[index]));
    }

    [Fact]
    public void A_label_with_room_is_where_it_wants_to_be() =>
        Assert.Equal([100, 20, 60], LabelColumn.Place([100, 20, 60], 15, 0, 200));

    [Fact]
    public void Labels_at_one_place_are_spread_around_it() =>
        Assert.Equal([90, 100, 110], LabelColumn.Place([100, 100, 100], 10, 0, 200));

    [Fact]
    public void Labels_without_room_are_left_out() =>
        Assert.Equal([0, 10, 20, null, null], LabelColumn.Place([0, 0, 0, 0, 0], 10, 0, 20));

    [Fact]
    public void No_label_is_no_place() => Assert.Empty(LabelColumn.Place([], 10, 0, 20));
}
