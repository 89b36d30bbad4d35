namespace Twin.Tests.Cli.Charts;

public sealed class LayeredLayoutTests
{
    [Fact]
    public void Edges_lead_downwards_and_pass_each_layer_between()
    {
        var layout = Layout(4, (0, 1), (1, 2), (2, 3), (0, 3));

        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(layout.LayerOf));
        Assert.Equal([0, 1, 2, 3], layout.WayOf(0, 3).Select(place => place.Layer));
    }

    [Fact]
    public void A_circle_is_drawn_with_one_edge_upwards()
    {
        var layout = Layout(3, (0, 1), (1, 2), (2, 0));

        Assert.Equal([0, 1, 2], Enumerable.Range(0, 3).Select(layout.LayerOf));
        Assert.Equal([2, 1, 0], layout.WayOf(2, 0).Select(place => place.Layer));
    }

    [Fact]
    public void A_node_that_only_begins_is_directly_above_what_it_leads_to()
    {
        var layout = Layout(4, (0, 1), (1, 2), (3, 2));

        Assert.Equal(1, layout.LayerOf(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nodes_of_a_layer_do_not_overlap(int seed)
    {
        var random = new Random(seed);
        var edges = Enumerable.Range(0, 30).Select(_ => (From: random.Next(14), To: random.Next(14)))
            .Where(edge => edge.From != edge.To).Distinct().ToArray();

        var layout = Layout(14, edges);

        Assert.All(Enumerable.Range(0, 14), one => Assert.All(Enumerable.Range(0, 14), other =>
        {
            if (one != other && layout.LayerOf(one) == layout.LayerOf(other))
            {
                Assert.True(Math.Abs(layout.XOf(one) - layout.XOf(other)) > 99.9);
            }
        }));
    }

    [Fact]
    public void Two_chains_do_not_cross()
    {
        var layout = Layout(6, (0, 2), (1, 3), (2, 5), (3, 4));

        Assert.True((layout.XOf(0) < layout.XOf(1)) == (layout.XOf(2) < layout.XOf(3)));
        Assert.True((layout.XOf(2) < layout.XOf(3)) == (layout.XOf(5) < layout.XOf(4)));
    }

    private static LayeredLayout Layout(int nodes, params (int, int)[] edges) => new(nodes, edges, 100, 20, 1500);
}
