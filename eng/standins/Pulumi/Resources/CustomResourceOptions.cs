namespace Pulumi;

/// <summary>The options of a resource that a provider makes.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Merges both options: single values of the second have precedence, lists are concatenated.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new CustomResourceOptions();
        merged.Merge(options2?.Copy() ?? new CustomResourceOptions());
        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private CustomResourceOptions Copy()
    {
        var copy = new CustomResourceOptions();
        copy.CopyFrom(this);
        return copy;
    }
}
