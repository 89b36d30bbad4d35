namespace Pulumi.Snowflake;

/// <summary>The options that every resource of the provider has.</summary>
internal static class Utilities
{
    private static readonly string Version = typeof(Utilities).Assembly.GetName().Version!.ToString(3);

    /// <summary>A copy of the options with the provider's version, by which the engine selects its plugin.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? given) =>
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = Version }, given);
}
