using System.Text.Json;
using Functions.Lake;
using Functions.Transform;
using Infra.Settings;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Lambda;
using Local.Twin.Declaration;
using Tests.Infra.Rules;

namespace Tests.Infra;

[Collection(PulumiDeployments.Name)]
public class CatalogTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_crawlers_targets_are_the_tables_by_name(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var crawler = Assert.Single(stack.OfType(GlueResources.Crawler));

        Assert.Equal(
            Tables.All.Select(table => $"s3://spotify-{stackName}-processed/{table.Name}/").Order(StringComparer.Ordinal),
            crawler.Parts("s3Targets").Select(target => target.Text("path")).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task A_header_row_is_never_read_as_data(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var classifier = Assert.Single(stack.OfType(GlueResources.Classifier));
        var crawler = Assert.Single(stack.OfType(GlueResources.Crawler));

        Assert.Equal([classifier.PhysicalName], crawler.Texts("classifiers"));
        Assert.Equal("PRESENT", classifier.Text("csvClassifier.containsHeader"));
        Assert.Equal("OpenCSVSerDe", classifier.Text("csvClassifier.serde"));
    }

    [Fact]
    public async Task The_classifier_makes_each_JSON_line_a_row()
    {
        var stack = await JsonStackAsync();

        var classifier = Assert.Single(stack.OfType(GlueResources.Classifier));

        Assert.Equal("spotify-dev-jsonl", classifier.PhysicalName);
        Assert.Equal(
            [classifier.PhysicalName], Assert.Single(stack.OfType(GlueResources.Crawler)).Texts("classifiers"));
        Assert.Equal("$", classifier.Text("jsonClassifier.jsonPath"));
        Assert.False(classifier.Has("csvClassifier"));
    }

    [Theory]
    [InlineData("csv", ".jsonl")]
    [InlineData("jsonl", ".csv")]
    public async Task Writers_of_tables_use_one_format_and_may_delete_only_the_other(string format, string other)
    {
        var stack = format == "csv" ? await Stacks.Load("dev") : await JsonStackAsync();

        var writers = stack.OfType(LambdaResources.Function)
            .Where(function => function.Map("environment.variables").ContainsKey(TransformEnvironment.TableFormat))
            .ToList();
        Assert.Equal(
            ["spotify-dev-repair", "spotify-dev-transform"], writers.Select(found => found.PhysicalName).Order());
        Assert.All(writers, function => Assert.Equal(
            format, function.Map("environment.variables")[TransformEnvironment.TableFormat]));
        var deleting = RoleStatements.Of(stack)
            .Where(found => found.Statement.Actions.Patterns.Contains("s3:DeleteObject"))
            .ToList();
        Assert.Equal(
            ["spotify-dev-repair", "spotify-dev-transform"], deleting.Select(found => found.Role.PhysicalName).Order());
        Assert.All(deleting, found => Assert.Equal(
            Tables.All.Select(table => $"arn:aws:s3:::spotify-dev-processed/{table.Name}/*{other}")
                .Order(StringComparer.Ordinal),
            found.Statement.Resources!.Patterns.Order(StringComparer.Ordinal)));
    }

    private static Task<DeclaredStack> JsonStackAsync() => StackLoader.LoadAsync(
        StackConfiguration.Read(PulumiProject.Folder, "dev")
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With([KeyValuePair.Create(KnownSettings.TableFormat, "jsonl")]));

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Partitions_inherit_columns_and_tables_are_the_top_folders_of_the_bucket(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        using var json = JsonDocument.Parse(Assert.Single(stack.OfType(GlueResources.Crawler)).Text("configuration"));
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
