using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>What a stack is made of.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers =
        ImmutableDictionary<string, ProviderResource>.Empty;

    /// <summary>A resource of which only the URN is known.</summary>
    private protected Resource()
    {
        _type = "";
        _name = "";
        CompletionSources = ImmutableDictionary<string, IOutputCompletionSource>.Empty;
    }

    private protected Resource(
        string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false)
    {
        if (string.IsNullOrEmpty(type)) throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        if (string.IsNullOrEmpty(name)) throw new ArgumentException("'name' cannot be null or empty.", nameof(name));

        // the outputs must be there before anybody sees the resource
        CompletionSources = OutputCompletionSource.Initialize(this, isReadOrRemote: options.Urn is not null || remote);
        _type = type;
        _name = name;

        var deployment = Deployment.Instance.Run;
        var parent = type == Stack.RootType ? null
            : options.Parent ?? (options.Urn is null ? deployment.Stack : null);
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transformed(args, options);

        options = options.Clone();
        if (options is ComponentResourceOptions { Provider: not null, Providers.Count: > 0 })
        {
            throw new ResourceException(
                "Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        if (options.Parent is { } owner)
        {
            lock (owner.ChildResources) owner.ChildResources.Add(this);
            options.Protect ??= owner._protect;
            _providers = owner._providers;
        }

        if (custom) options.Provider ??= options.Parent?.GetProvider(type);
        _providers = _providers.SetItems(OwnProviders(type, options, custom));
        _protect = options.Protect;

        deployment.ReadOrRegister(this, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal HashSet<Resource> ChildResources { get; } = [];

    internal ImmutableDictionary<string, IOutputCompletionSource> CompletionSources { get; }

    /// <summary>The type token, "aws:s3/bucket:Bucket" for example.</summary>
    public string GetResourceType() => _type;

    /// <summary>The name in the program, not the one that the provider gives.</summary>
    public string GetResourceName() => _name;

    internal ProviderResource? GetProvider(string token)
        => token.Split(':') is [var package, _, _] ? _providers.GetValueOrDefault(package) : null;

    private (ResourceArgs Args, ResourceOptions Options) Transformed(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result) continue;
            if (result.Options.Parent != options.Parent)
            {
                throw new ArgumentException(
                    "Transformations cannot currently be used to change the 'parent' of a resource.");
            }

            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }

    // a custom resource hands its provider down under its own package, a component each under the provider's
    private static IEnumerable<KeyValuePair<string, ProviderResource>> OwnProviders(
        string type, ResourceOptions options, bool custom)
    {
        if (custom)
        {
            return options.Provider is { } own && type.Split(':') is [var package, _, _]
                ? [KeyValuePair.Create(package, own)]
                : [];
        }

        var given = options.Provider is { } provider ? [provider] : ((ComponentResourceOptions)options).Providers;
        return given.Select(p => KeyValuePair.Create(p.Package, p));
    }
}
