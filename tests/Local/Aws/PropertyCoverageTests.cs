using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Lambda;
using Local.Twin;
using Tests.Infra;
using Tests.Local.Aws.Athena;
using Tests.Local.Twin;

namespace Tests.Local.Aws;

[Collection(PulumiDeployments.Name)]
public sealed class PropertyCoverageTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
    [InlineData("aws:lambda/function:Function", "spotify-dev-extract", "loggingConfig/colour", "green",
        "loggingConfig.colour")]
    [InlineData("aws:s3/bucketNotification:BucketNotification", "spotify-dev-manifests", "lambdaFunctions/0/colour", "green",
        "lambdaFunctions.colour")]
    public async Task A_property_that_the_twin_does_not_know_is_named_with_its_path(
        string type, string name, string path, object value, string named)
    {
        var stack = (await Stacks.Load("dev")).With(type, name, resource => resource.Set(path, value));

        Assert.Equal(
            [$"{type} '{name}': the twin does not know the property '{named}'"],
            await UnknownIn(stack));
    }

    [Fact]
    public async Task Any_variable_of_a_function_is_known()
    {
        var stack = (await Stacks.Load("dev")).With(
            LambdaResources.Function, "spotify-dev-extract",
            function => function.Set("environment/variables/ANY", "value"));

        Assert.Empty(await UnknownIn(stack));
    }

    private async Task<IEnumerable<string>> UnknownIn(DeclaredStack stack)
    {
        var clock = new VirtualClock(DateTimeOffset.UnixEpoch);
        await using var services = await TwinServices.StartAsync(
            stack,
            _folder.Root,
            clock,
            new Timeline(TimeProvider.System, clock),
            TestContext.Current.CancellationToken);
        return PropertyCoverage.Of(stack, services.Get<PropertyReads>()).Unknown;
    }
}
