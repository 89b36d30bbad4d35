namespace Pulumi;

/// <summary>The root of all resources of a deployment, which its constructor declares.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Options(options))
        => Deployment.Instance.Run.Stack = this;

    /// <exception cref="RunException">A marked property has no value.</exception>
    internal void CheckOutputs()
    {
        var unassigned = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetValue(this) is null)
            .Select(property => property.GetCustomAttribute<OutputAttribute>()?.Name)
            .OfType<string>()
            .ToList();
        if (unassigned.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unassigned)}' have no value assigned. " +
                "[Output] attributed properties must be assigned inside Stack constructor.");
        }
    }

    private static ComponentResourceOptions? Options(StackOptions? options)
        => options is null ? null
            : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations };
}
