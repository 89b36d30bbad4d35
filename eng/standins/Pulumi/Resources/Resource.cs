using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource of a stack.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations;

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options)
    {
        if (string.IsNullOrEmpty(type))
        {
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        }

        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));
        }

        // the outputs must exist before any other code sees the resource
        CompletionSources = OutputCompletionSource.Initialize(this);
        _type = type;
        _name = name;

        var deployment = Deployment.Instance.Run;
        var parent = type == Stack.RootType ? null : options.Parent ?? deployment.Stack;
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transformed(args, options);

        options = options.Clone();
        if (options.Parent is { } owner)
        {
            lock (owner.ChildResources)
            {
                owner.ChildResources.Add(this);
            }

            options.Protect ??= owner._protect;
        }

        _protect = options.Protect;

        deployment.Register(this, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal HashSet<Resource> ChildResources { get; } = [];

    internal ImmutableDictionary<string, IOutputCompletionSource> CompletionSources { get; }

    /// <summary>The type token, "aws:s3/bucket:Bucket" for example.</summary>
    public string GetResourceType() => _type;

    /// <summary>The logical name, not the one that the provider gives.</summary>
    public string GetResourceName() => _name;

    private (ResourceArgs Args, ResourceOptions Options) Transformed(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
            {
                continue;
            }

            if (result.Options.Parent != options.Parent)
            {
                throw new ArgumentException(
                    "Transformations cannot currently be used to change the 'parent' of a resource.");
            }

            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }
}
