using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed class TopologyDifferenceTests
{
    private static readonly StackRecord.ResourceRecord Queue = ComparedStacks.Resource("queue", "failures", "{}");
    private static readonly StackRecord.ResourceRecord Function = ComparedStacks.Resource(
        "function", "extract", """{"memorySize":512}""");

    [Fact]
    public void Resources_are_told_apart_by_type_and_name()
    {
        var topic = Queue with { Type = "topic" };

        var difference = TopologyDifference.Between(
            ComparedStacks.Create(Queue, Function), ComparedStacks.Create(topic, Function));

        Assert.Equal([topic], difference.Added);
        Assert.Equal([Queue], difference.Removed);
        Assert.Empty(difference.Changed);
    }

    [Fact]
    public void Parents_dependencies_and_protection_are_compared_like_properties()
    {
        var moved = Function with { Parent = "component 'new'", DependsOn = ["queue 'failures'"], Protect = true };

        var change = Assert.Single(
            TopologyDifference.Between(ComparedStacks.Create(Function), ComparedStacks.Create(moved)).Changed);

        Assert.Equal(["parent", "dependsOn", "protect"], change.Properties.Select(property => property.Path));
    }

    [Fact]
    public void Policies_are_not_compared_as_properties()
    {
        var before = ComparedStacks.RolePolicy("extract", "extract", """{"Effect":"Allow","Action":"s3:GetObject"}""");
        var after = ComparedStacks.RolePolicy("extract", "extract", """{"Effect":"Allow","Action":"s3:*"}""");

        Assert.Empty(TopologyDifference.Between(ComparedStacks.Create(before), ComparedStacks.Create(after)).Changed);
    }

    [Fact]
    public void Added_and_removed_connections_are_found()
    {
        var (old, both, fresh) = (Edge("old"), Edge("both"), Edge("fresh"));

        var difference = TopologyDifference.Between(
            ComparedStacks.Create() with { Edges = [old, both] },
            ComparedStacks.Create() with { Edges = [both, fresh] });

        Assert.Equal([fresh], difference.AddedEdges);
        Assert.Equal([old], difference.RemovedEdges);
    }

    private static StackRecord.EdgeRecord Edge(string label) => new("from", "to", label);
}
