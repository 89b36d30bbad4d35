namespace Pulumi;

public class StackOptions
{
    private List<ResourceTransformation>? _resourceTransformations;

    /// <summary>The transformations of the stack and of every resource in it, after the resource's own.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }
}
