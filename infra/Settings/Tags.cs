using Pulumi;

namespace Infra.Settings;

/// <summary>
/// What is written on everything that can be tagged: costs, and whom to ask, are found by it. A transformation of the
/// stack rather than the provider's default tags, so that whatever configures the provider stays free to.
/// </summary>
internal static class Tags
{
    /// <summary>The tag that tells a stack's costs from another's.</summary>
    public const string Stack = "stack";

    private const string Project = "project";
    private const string Owner = "owner";

    /// <summary>Adds the tags to the arguments of each resource that has any.</summary>
    public static ResourceTransformationResult? Add(ResourceTransformationArgs resource)
    {
        if (resource.Args.GetType().GetProperty("Tags") is { } property
            && property.GetValue(resource.Args) is InputMap<string> tags)
        {
            tags.Add(Project, Deployment.Instance.ProjectName);
            tags.Add(Stack, StackName.Full());
            tags.Add(Owner, new Config().Require(KnownSettings.Owner).Trim());
            property.SetValue(resource.Args, tags);
        }

        return null;
    }
}
