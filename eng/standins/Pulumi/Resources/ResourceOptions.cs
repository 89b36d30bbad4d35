namespace Pulumi;

/// <summary>The options of a resource of any kind.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<ResourceTransformation>? _resourceTransformations;

    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    public string? Version { get; set; }

    /// <summary>The provider that makes the resource; null for the package's default one.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The transformations of the resource and all its children, in order, before those of its
    /// parents.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    public bool? RetainOnDelete { get; set; }

    private protected void Merge(ResourceOptions? options)
    {
        if (options is null)
        {
            return;
        }

        Parent = options.Parent ?? Parent;
        DependsOn = DependsOn.Concat(options.DependsOn);
        Protect = options.Protect ?? Protect;
        IgnoreChanges.AddRange(options.IgnoreChanges);
        Version = options.Version ?? Version;
        Provider = options.Provider ?? Provider;
        ResourceTransformations.AddRange(options.ResourceTransformations);
        ReplaceOnChanges.AddRange(options.ReplaceOnChanges);
        RetainOnDelete = options.RetainOnDelete ?? RetainOnDelete;
    }
}
