using System.Text.Json;
using Functions.Lake;
using Local.Declaration;

namespace Tests.Infra;

[Collection(PulumiDeployments.Name)]
public class CatalogFacts
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_crawlers_targets_are_the_tables_by_name(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var crawler = Assert.Single(stack.OfType(ResourceTypes.Crawler));

        Assert.Equal(
            Tables.All.Select(table => $"s3://spotify-{stackName}-processed/{table.Name}/").Order(StringComparer.Ordinal),
            crawler.Parts("s3Targets").Select(target => target.Text("path")).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_header_row_is_never_read_as_data(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var classifier = Assert.Single(stack.OfType(ResourceTypes.Classifier));
        var crawler = Assert.Single(stack.OfType(ResourceTypes.Crawler));

        Assert.Equal([classifier.PhysicalName], crawler.Texts("classifiers"));
        Assert.Equal("PRESENT", classifier.Text("csvClassifier.containsHeader"));
        Assert.Equal("OpenCSVSerDe", classifier.Text("csvClassifier.serde"));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Partitions_take_their_columns_from_the_table_and_a_table_lies_right_below_the_bucket(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        using var json = JsonDocument.Parse(Assert.Single(stack.OfType(ResourceTypes.Crawler)).Text("configuration"));
        var root = json.RootElement;

        Assert.Equal(1.0, root.GetProperty("Version").GetDouble());
        Assert.Equal(
            "InheritFromTable",
            root.GetProperty("CrawlerOutput").GetProperty("Partitions").GetProperty("AddOrUpdateBehavior").GetString());
        Assert.Equal(2, root.GetProperty("Grouping").GetProperty("TableLevelConfiguration").GetInt32());
        Assert.Equal(
            "CombineCompatibleSchemas", root.GetProperty("Grouping").GetProperty("TableGroupingPolicy").GetString());
    }
}
