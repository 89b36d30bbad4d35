using Local.Aws.Declaration;
using Tests.Infra;
using Tests.Local.Twin;

namespace Tests.Local.Twin.Declaration;

[Collection(PulumiDeployments.Name)]
public sealed class KnownPropertiesTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_twin_knows_all_that_the_stack_declares(string name)
    {
        var stack = await Stacks.Load(name);

        Assert.Empty(KnownProperties.UnknownIn(stack.Resources));
    }

    [Fact]
    public async Task A_type_that_the_twin_does_not_know_is_named()
    {
        var stack = await Stacks.Load("dev");
        var network = stack.Resources[0] with { Type = "aws:ec2/vpc:Vpc", Name = "network" };

        Assert.Equal(
            ["aws:ec2/vpc:Vpc 'network': the twin does not know this type"],
            KnownProperties.UnknownIn(stack.Resources.Add(network)));
    }

    [Theory]
    [InlineData(ResourceTypes.Queue, "spotify-dev-failures", "fifoQueue", true, "fifoQueue")]
    [InlineData(ResourceTypes.Function, "spotify-dev-extract", "loggingConfig/colour", "green",
        "loggingConfig.colour")]
    [InlineData(ResourceTypes.BucketNotification, "spotify-dev-manifests", "lambdaFunctions/0/colour", "green",
        "lambdaFunctions.colour")]
    public async Task A_property_that_the_twin_does_not_know_is_named_with_its_path(
        string type, string name, string path, object value, string named)
    {
        var stack = (await Stacks.Load("dev")).With(type, name, resource => resource.Set(path, value));

        Assert.Equal(
            [$"{type} '{name}': the twin does not know the property '{named}'"],
            KnownProperties.UnknownIn(stack.Resources));
    }

    [Fact]
    public async Task Any_variable_of_a_function_is_known()
    {
        var stack = (await Stacks.Load("dev")).With(
            ResourceTypes.Function, "spotify-dev-extract",
            function => function.Set("environment/variables/ANY", "value"));

        Assert.Empty(KnownProperties.UnknownIn(stack.Resources));
    }
}
