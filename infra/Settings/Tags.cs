namespace Infra.Settings;

/// <summary>The tags of all resources that can have tags: they tell the stack's costs and its owner. A transformation
/// of the stack adds them, not the provider's default tags, so the provider stays free to be configured in any
/// way.</summary>
public static class Tags
{
    /// <summary>The key of the tag that separates the costs of one stack from another's.</summary>
    public const string Stack = "stack";

    private const string Project = "project";
    private const string Owner = "owner";

    /// <summary>The keys of the tags that every stack sets.</summary>
    public static readonly ImmutableArray<string> OfTheStack = [Project, Stack, Owner];

    /// <summary>Adds the tags to the arguments of each resource that can have them.</summary>
    public static ResourceTransformationResult? Add(ResourceTransformationArgs resource)
    {
        if (resource.Args.GetType().GetProperty("Tags") is { } property
            && property.GetValue(resource.Args) is InputMap<string> tags)
        {
            var configuration = new Config();
            tags.Add(Project, Deployment.Instance.ProjectName);
            tags.Add(Stack, StackName.Full());
            tags.Add(Owner, configuration.Require(KnownSettings.Owner.Key).Trim());
            foreach (var (key, value) in ExtraTags.Parse(
                configuration.Get(KnownSettings.Tags.Key) ?? "", new SettingProblems(KnownSettings.Tags, [])))
            {
                tags.Add(key, value);
            }

            property.SetValue(resource.Args, tags);
        }

        return null;
    }
}
