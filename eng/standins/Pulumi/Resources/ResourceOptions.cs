namespace Pulumi;

/// <summary>How the engine treats a resource, whatever its kind.</summary>
public abstract class ResourceOptions
{
    private InputList<Resource>? _dependsOn;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<ResourceTransformation>? _resourceTransformations;

    /// <summary>The id of a resource that is there already and is read, not made.</summary>
    public Input<string>? Id { get; set; }

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

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>Applied to the resource and to all its children, in order, before its parents' ones.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    public List<Input<Alias>> Aliases { get; set; } = [];

    /// <summary>The URN of a resource of this deployment whose state is read.</summary>
    public string? Urn { get; set; }

    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    internal abstract ResourceOptions Clone();

    private protected void CopyFrom(ResourceOptions options)
    {
        Id = options.Id;
        Parent = options.Parent;
        DependsOn = options.DependsOn.Clone();
        Protect = options.Protect;
        IgnoreChanges = [.. options.IgnoreChanges];
        Version = options.Version;
        Provider = options.Provider;
        CustomTimeouts = options.CustomTimeouts?.Clone();
        ResourceTransformations = [.. options.ResourceTransformations];
        Aliases = [.. options.Aliases];
        Urn = options.Urn;
        ReplaceOnChanges = [.. options.ReplaceOnChanges];
        PluginDownloadURL = options.PluginDownloadURL;
        RetainOnDelete = options.RetainOnDelete;
        DeletedWith = options.DeletedWith;
    }

    private protected void Merge(ResourceOptions options)
    {
        Id = options.Id ?? Id;
        Parent = options.Parent ?? Parent;
        DependsOn = DependsOn.Concat(options.DependsOn);
        Protect = options.Protect ?? Protect;
        IgnoreChanges.AddRange(options.IgnoreChanges);
        Version = options.Version ?? Version;
        Provider = options.Provider ?? Provider;
        CustomTimeouts = options.CustomTimeouts ?? CustomTimeouts;
        ResourceTransformations.AddRange(options.ResourceTransformations);
        Aliases.AddRange(options.Aliases);
        Urn = options.Urn ?? Urn;
        ReplaceOnChanges.AddRange(options.ReplaceOnChanges);
        PluginDownloadURL = options.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = options.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = options.DeletedWith ?? DeletedWith;
    }
}
