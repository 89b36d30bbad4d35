namespace Pulumi;

/// <summary>How the engine treats a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>One provider per package, for the component's children.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    /// <summary>
    /// Both options: single values from the second where it has them, lists one after the other, and of two providers
    /// of one package the second's.
    /// </summary>
    public static ComponentResourceOptions Merge(
        ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new ComponentResourceOptions();
        var second = options2?.Copy() ?? new ComponentResourceOptions();
        merged.Merge(second);
        var lastFirst = merged.Providers.Concat(second.Providers).Reverse();
        merged.Providers = [.. lastFirst.DistinctBy(provider => provider.Package).Reverse()];
        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private ComponentResourceOptions Copy()
    {
        var copy = new ComponentResourceOptions { Providers = [.. Providers] };
        copy.CopyFrom(this);
        return copy;
    }
}
