namespace Pulumi;

/// <summary>The options of a resource that a provider makes.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Merges both options: single values of the second have precedence, lists are concatenated.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = new CustomResourceOptions();
        merged.Merge(options1);
        merged.Merge(options2);
        merged.DeleteBeforeReplace = options2?.DeleteBeforeReplace ?? options1?.DeleteBeforeReplace;
        return merged;
    }
}
