using System.Collections;
using Pulumi;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Iam;
using Pulumi.Aws.S3;
using Pulumi.Aws.Ssm;
using Pulumi.Utilities;

namespace Tests.Infra.Rules;

/// <summary>Rules over the typed arguments, where a value still carries the mark of a secret.</summary>
public class ArgumentRules
{
    private static readonly string[] TagsOfEverything = ["owner", "project", "stack"];

    private static readonly HashSet<string> ChangedByAthena =
        ["owner", "parameters", "storageDescriptor", "openTableFormatInput.icebergInput.icebergTableInput"];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_value_of_a_secure_string_is_a_secret(string stackName)
    {
        var arguments = await Arguments(stackName);

        Assert.Equal(3, arguments.Count(found => found.Args is ParameterArgs));
        Assert.Empty(await TellsItsValue(arguments));
    }

    [Fact]
    public async Task A_parameter_with_a_plain_value_is_found() => Assert.Equal(
        ["careless"], await TellsItsValue([("careless", new ParameterArgs { InsecureValue = "plain" })]));

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Secrets_are_only_in_secure_strings(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Equal(2, stack.Resources.Count(HoldsASecret));
        Assert.Empty(HoldsASecretOpenly(stack));
    }

    [Fact]
    public Task A_function_with_a_secret_in_its_environment_is_found() => StackRule.Finds(
        HoldsASecretOpenly,
        stack => stack.With(
            ResourceTypes.Function,
            "spotify-prod-extract",
            function => function.Set("environment/variables/TOKEN", $"Bearer {Stacks.RefreshToken}")),
        "spotify-prod-extract");

    [Fact]
    public Task A_secret_in_a_plain_parameter_is_found() => StackRule.Finds(
        HoldsASecretOpenly,
        stack => stack.With(
            ResourceTypes.Parameter, "/spotify/prod/refresh-token", parameter => parameter.Set("type", "String")),
        "spotify-prod-refresh-token");

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_resource_that_can_have_tags_names_its_project_its_stack_and_its_owner(string stackName)
    {
        var arguments = await Arguments(stackName);

        Assert.True(arguments.Count(CanBeTagged) > 20, "what can be tagged was looked for in the wrong place");
        Assert.Empty(await IsUntagged(arguments, $"spotify-{stackName}"));
    }

    [Fact]
    public async Task A_resource_with_another_stacks_tags_or_none_is_found() => Assert.Equal(
        ["nothing", "another"],
        await IsUntagged(
            [
                ("nothing", new ParameterArgs()),
                ("another", new ParameterArgs
                {
                    Tags = { ["owner"] = "data-team", ["project"] = "spotify", ["stack"] = "spotify-prod" },
                }),
                ("right", new ParameterArgs
                {
                    Tags = { ["owner"] = "data-team", ["project"] = "spotify", ["stack"] = "spotify-dev" },
                }),
            ],
            "spotify-dev"));

    [Fact]
    public async Task Every_resource_has_the_tags_and_every_role_the_boundary_of_the_settings()
    {
        const string Boundary = "arn:aws:iam::123456789012:policy/teams/boundary";
        var arguments = (await StackLoader.RegistrationsAsync(
            StackConfiguration.Read(PulumiProject.Folder, "prod")
                .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
                .With(new Dictionary<string, string>
                {
                    ["tags"] = "cost-centre=12 34, path=a=b",
                    ["permissionsBoundary"] = Boundary,
                })))
            .Select(found => found.Args)
            .ToList();

        foreach (var tagged in arguments.Select(TagsOf).OfType<InputMap<string>>())
        {
            var tags = await OutputUtilities.GetValueAsync(tagged.ToOutput());
            Assert.Equal(("12 34", "a=b"), (tags["cost-centre"], tags["path"]));
        }

        foreach (var role in arguments.OfType<RoleArgs>())
        {
            Assert.Equal(Boundary, await OutputUtilities.GetValueAsync(role.PermissionsBoundary!.ToOutput()));
        }
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_provider_updates_nothing_of_an_analytics_table_that_Athena_changes(string stackName)
    {
        var tables = (await Registrations(stackName))
            .Where(found => found.Args is CatalogTableArgs { OpenTableFormatInput: not null })
            .Select(found => (found.Resource.GetResourceName(), (CustomResourceOptions)found.Options))
            .ToList();

        Assert.NotEmpty(tables);
        Assert.Empty(IsOverwritten(tables));
    }

    [Fact]
    public void A_table_whose_columns_the_provider_would_update_is_found() => Assert.Equal(
        ["careless"],
        IsOverwritten([("careless", new() { IgnoreChanges = { "owner", "parameters", "storageDescriptor" } })]));

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_object_of_the_stack_is_put_as_if_no_version_were_locked(string stackName)
    {
        var objects = (await Registrations(stackName))
            .Where(found => found.Args is BucketObjectv2Args)
            .Select(found => (found.Resource.GetResourceName(), (CustomResourceOptions)found.Options))
            .ToList();

        Assert.NotEmpty(objects);
        Assert.Empty(IsBoundByItsLock(objects));
    }

    [Fact]
    public void An_object_whose_lock_would_be_lifted_copied_or_in_the_way_is_found() => Assert.Equal(
        ["lifted", "copied", "in the way"],
        IsBoundByItsLock(
            [
                ("lifted", new() { ReplaceOnChanges = { "content", "contentType" }, RetainOnDelete = true }),
                ("copied", new()
                {
                    IgnoreChanges = { "objectLockMode", "objectLockRetainUntilDate" },
                    RetainOnDelete = true,
                }),
                ("in the way", new()
                {
                    IgnoreChanges = { "objectLockMode", "objectLockRetainUntilDate" },
                    ReplaceOnChanges = { "content", "contentType" },
                }),
            ]));

    private static IEnumerable<string> IsOverwritten(
        IEnumerable<(string Name, CustomResourceOptions Options)> tables) =>
        from found in tables
        where !ChangedByAthena.IsSubsetOf(found.Options.IgnoreChanges)
        select found.Name;

    private static IEnumerable<string> IsBoundByItsLock(
        IEnumerable<(string Name, CustomResourceOptions Options)> objects) =>
        from found in objects
        where !found.Options.IgnoreChanges.ToHashSet().IsSupersetOf(["objectLockMode", "objectLockRetainUntilDate"])
            || !found.Options.ReplaceOnChanges.ToHashSet().IsSupersetOf(["content", "contentType"])
            || found.Options.RetainOnDelete != true
        select found.Name;

    private static async Task<List<string>> TellsItsValue(IEnumerable<(string Name, ResourceArgs Args)> arguments)
    {
        var found = new List<string>();
        foreach (var (name, args) in arguments)
        {
            // The provider makes every Value a secret, and leaves InsecureValue in plain text.
            if (args is ParameterArgs parameter
                && (parameter.InsecureValue is not null || !await Output.IsSecretAsync(parameter.Value.ToOutput())))
            {
                found.Add(name);
            }
        }

        return found;
    }

    private static IEnumerable<string> HoldsASecretOpenly(DeclaredStack stack) =>
        from resource in stack.Resources
        where HoldsASecret(resource)
            && (!resource.Is(ResourceTypes.Parameter) || resource.Text("type") != "SecureString")
        select resource.Title;

    private static bool HoldsASecret(DeclaredResource resource) => Texts(resource.State).Any(text =>
        text.Contains(Stacks.ClientSecret, StringComparison.Ordinal)
        || text.Contains(Stacks.RefreshToken, StringComparison.Ordinal));

    private static bool CanBeTagged((string Name, ResourceArgs Args) found) => TagsOf(found.Args) is not null;

    private static async Task<List<string>> IsUntagged(
        IEnumerable<(string Name, ResourceArgs Args)> arguments, string stack)
    {
        var found = new List<string>();
        foreach (var (name, args) in arguments.Where(CanBeTagged))
        {
            var tags = await OutputUtilities.GetValueAsync(TagsOf(args)!.ToOutput());
            if (!TagsOfEverything.All(tags.ContainsKey) || tags["stack"] != stack)
            {
                found.Add(name);
            }
        }

        return found;
    }

    private static InputMap<string>? TagsOf(ResourceArgs args) =>
        args.GetType().GetProperty("Tags")?.GetValue(args) as InputMap<string>;

    private static async Task<List<(string Name, ResourceArgs Args)>> Arguments(string stackName) =>
        [.. (await Registrations(stackName)).Select(found => (found.Resource.GetResourceName(), found.Args))];

    private static Task<ImmutableArray<ResourceTransformationArgs>> Registrations(string stackName) =>
        StackLoader.RegistrationsAsync(StackConfiguration.Read(PulumiProject.Folder, stackName)
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken));

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IDictionary map => map.Values.Cast<object?>().SelectMany(Texts),
        IEnumerable list => list.Cast<object?>().SelectMany(Texts),
        _ => [],
    };
}
