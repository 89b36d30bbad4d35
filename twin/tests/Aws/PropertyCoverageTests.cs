using Twin.Aws;
using Twin.Cli.Coverage;

namespace Twin.Tests.Aws;

public sealed class PropertyCoverageTests : FolderTest
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_twin_knows_all_that_the_stack_declares(string name)
    {
        var stack = await Stacks.Load(name);

        Assert.Empty(await UnknownIn(stack));
    }

    [Fact]
    public async Task A_type_that_the_twin_does_not_know_is_named()
    {
        var stack = await Stacks.Load("dev");
        var network = stack.Resources[0] with { Type = "aws:ec2/vpc:Vpc", Name = "network", Kind = null };

        Assert.Equal(
            ["aws:ec2/vpc:Vpc 'network': the twin does not know this type"],
            await UnknownIn(stack with { Resources = stack.Resources.Add(network) }));
    }

    [Theory]
    [InlineData("aws:sqs/queue:Queue", "spotify-dev-failures", "fifoQueue", true, "fifoQueue")]
    [InlineData(
        "aws:lambda/function:Function",
        "spotify-dev-extract",
        "loggingConfig/colour",
        "green",
        "loggingConfig.colour")]
    [InlineData(
        "aws:s3/bucketNotification:BucketNotification",
        "spotify-dev-manifests",
        "lambdaFunctions/0/colour",
        "green",
        "lambdaFunctions.colour")]
    public async Task A_property_that_the_twin_does_not_know_is_named_with_its_path(
        string type, string name, string path, object value, string named)
    {
        var stack = (await Stacks.Load("dev")).With(type, name, resource => resource.Set(path, value));

        Assert.Equal([$"{type} '{name}': the twin does not know the property '{named}'"], await UnknownIn(stack));
    }

    [Fact]
    public async Task Any_variable_of_a_function_is_known()
    {
        var stack = (await Stacks.Load("dev")).With(
            LambdaResources.Function, "spotify-dev-extract",
            function => function.Set("environment/variables/ANY", "value"));

        Assert.Empty(await UnknownIn(stack));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_property_is_ignored_that_a_service_reads(string name)
    {
        var (_, reads) = await CoverageOf(await Stacks.Load(name));

        Assert.Empty(
            from kind in AwsModules.All.SelectMany(module => module.Kinds)
            from path in kind.Ignored.Keys
            where reads.Contains(kind.Type, path)
            select $"{kind.Type} {path}");
    }

    [Fact]
    public async Task Reasons_are_given_for_declared_properties_only()
    {
        var declared = new HashSet<(string, string)>();
        foreach (var name in (string[])["dev", "prod"])
        {
            var (coverage, _) = await CoverageOf(await Stacks.Load(name));
            declared.UnionWith(coverage.Properties.Select(property => (property.Type, property.Path)));
        }

        Assert.Empty(
            from kind in AwsModules.All.SelectMany(module => module.Kinds)
            from path in kind.Ignored.Keys
            where !declared.Any(found => found.Item1 == kind.Type
                && (found.Item2 == path || found.Item2.StartsWith(path + ".", StringComparison.Ordinal)))
            select $"{kind.Type} {path}");
    }

    [Fact]
    public async Task The_table_of_the_documentation_equals_the_measured_coverage()
    {
        var written = await File.ReadAllTextAsync(
            Path.Combine(PulumiProject.Folder, CoverageDocument.Place.FileName), Cancel);

        var table = await CoverageDocument.TableOfAllAsync(Cancel);

        Assert.DoesNotContain("**unknown", table, StringComparison.Ordinal);
        Assert.True(
            CoverageDocument.Place.In(written, table) == written,
            $"The table of {CoverageDocument.Place.FileName} is not what the twin does. Run: "
            + CoverageDocument.Place.Command);
    }

    [Fact]
    public async Task The_coverage_counts_each_property_once_in_one_line()
    {
        var (coverage, _) = await CoverageOf(await Stacks.Load("dev"));

        Assert.Matches(
            "^[0-9]+ declared properties carried out, [0-9]+ ignored with a reason, 0 unknown$", coverage.ToString());
    }

    private async Task<IEnumerable<string>> UnknownIn(DeclaredStack stack) =>
        (await CoverageOf(stack)).Coverage.Unknown;

    private async Task<(PropertyCoverage Coverage, PropertyReads Reads)> CoverageOf(DeclaredStack stack)
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        await using var services = await TwinServices.StartAsync(
            stack,
            Folder.Root,
            clock,
            new Timeline(TimeProvider.System, clock),
            Cancel);
        var reads = services.Get<PropertyReads>();
        return (PropertyCoverage.From(stack, reads), reads);
    }
}
