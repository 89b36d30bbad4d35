using System.Collections;
using Infra;
using Local;
using Local.Declaration;
using Pulumi;
using Pulumi.Aws.Ssm;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Tests.Infra.Rules;

/// <summary>Rules over the typed arguments, where a value still knows whether it is secret.</summary>
[Collection(PulumiDeployments.Name)]
public class ArgumentRules
{
    private static readonly string[] TagsOfEverything = ["owner", "project", "stack"];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_value_of_a_secure_string_is_a_secret(string stackName)
    {
        var parameters = (await Arguments(stackName)).Select(found => found.Args).OfType<ParameterArgs>().ToList();

        Assert.Equal(2, parameters.Count);
        foreach (var parameter in parameters)
        {
            Assert.True(await Output.IsSecretAsync(parameter.Value.ToOutput()));
        }
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_secret_stands_anywhere_but_in_a_secure_string(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var found = stack.Resources
            .Where(resource => Texts(resource.Inputs).Any(text =>
                text.Contains(Stacks.ClientSecret, StringComparison.Ordinal)
                || text.Contains(Stacks.RefreshToken, StringComparison.Ordinal)))
            .ToList();

        Assert.Equal(2, found.Count);
        Assert.All(found, resource => Assert.Equal(ResourceTypes.Parameter, resource.Type));
        Assert.All(found, parameter => Assert.Equal("SecureString", parameter.Text("type")));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Everything_that_can_be_tagged_says_which_project_and_stack_it_is_and_whom_to_ask(string stackName)
    {
        var taggable = (await Arguments(stackName))
            .Select(found => (found.Name, Tags: found.Args.GetType().GetProperty("Tags")?.GetValue(found.Args)))
            .Where(found => found.Tags is InputMap<string>)
            .ToList();

        Assert.True(taggable.Count > 20, "what can be tagged was looked for in the wrong place");
        foreach (var (name, tags) in taggable)
        {
            var values = await OutputUtilities.GetValueAsync(((InputMap<string>)tags!).ToOutput());
            Assert.True(TagsOfEverything.All(values.ContainsKey), name);
            Assert.Equal($"spotify-{stackName}", values["stack"]);
        }
    }

    private static async Task<IReadOnlyList<(string Name, ResourceArgs Args)>> Arguments(string stackName)
    {
        var configuration = StackConfiguration.Read(Repository.Root, stackName)
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken);
        using var environment = new PulumiConfiguration(
            [.. configuration.Values.Select(setting => (setting.Key, setting.Value))]);
        Observed.Found.Clear();
        await Deployment.TestAsync<Observed>(
            new AwsMocks(configuration.Region),
            new TestOptions { ProjectName = "spotify", StackName = stackName, IsPreview = false });
        return [.. Observed.Found];
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IDictionary map => map.Values.Cast<object?>().SelectMany(Texts),
        IEnumerable list => list.Cast<object?>().SelectMany(Texts),
        _ => [],
    };

    private sealed class Observed : SpotifyStack
    {
        public Observed()
            : base(new StackOptions { ResourceTransformations = { Spy } })
        {
        }

        public static List<(string Name, ResourceArgs Args)> Found { get; } = [];

        private static ResourceTransformationResult? Spy(ResourceTransformationArgs args)
        {
            Found.Add((args.Resource.GetResourceName(), args.Args));
            return null;
        }
    }
}
