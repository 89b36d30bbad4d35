namespace Pulumi;

public sealed class ComponentResourceOptions : ResourceOptions
{
    internal override ResourceOptions Clone()
    {
        var copy = new ComponentResourceOptions();
        copy.CopyFrom(this);
        return copy;
    }
}
