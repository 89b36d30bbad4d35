namespace Pulumi.Aws;

/// <summary>What every resource does with its options.</summary>
internal static class Utilities
{
    private static readonly string Version = typeof(Utilities).Assembly.GetName().Version!.ToString(3);

    /// <summary>A copy of the options with the provider's version, which the engine picks its plugin by.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? given) =>
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = Version }, given);
}
