using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource of a stack.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly ImmutableArray<ResourceTransformation> _transformations;

    private protected Resource(string type, string name, ResourceArgs args, ResourceOptions options)
    {
        // the outputs must exist before any other code sees the resource
        CompletionSources = OutputCompletionSource.Initialize(this);
        _type = type;
        _name = name;

        var deployment = Deployment.Instance.Run;
        var parent = type == Stack.RootType ? null : options.Parent ?? deployment.Stack;
        _transformations = [.. options.ResourceTransformations, .. parent?._transformations ?? []];
        (args, options) = Transformed(args, options);

        deployment.Register(this, args, options);
    }

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

            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }
}
