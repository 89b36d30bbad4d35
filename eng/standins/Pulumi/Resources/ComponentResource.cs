namespace Pulumi;

/// <summary>A resource that consists of other resources; no provider makes it.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : base(type, name, ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
    }

    /// <summary>Tells the engine, and here is none.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
        => ArgumentNullException.ThrowIfNull(outputs);
}
