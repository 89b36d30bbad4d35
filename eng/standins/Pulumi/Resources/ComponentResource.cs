namespace Pulumi;

/// <summary>A resource that consists of other resources; no provider makes it.</summary>
public class ComponentResource : Resource
{
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : base(type, name, ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
    }

    protected void RegisterOutputs(IDictionary<string, object?> outputs)
        => RegisterOutputs(Output.Create(outputs ?? throw new ArgumentNullException(nameof(outputs))));

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
        => Deployment.Instance.Run.RegisterOutputs(this, outputs ?? throw new ArgumentNullException(nameof(outputs)));
}
