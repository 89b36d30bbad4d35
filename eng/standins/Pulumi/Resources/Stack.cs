namespace Pulumi;

/// <summary>The root of all resources of a deployment, which its constructor declares.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(RootType, $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}", Options(options))
        => Deployment.Instance.Run.Stack = this;

    internal Output<IDictionary<string, object?>> Outputs { get; private set; } =
        Output.Create<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty);

    /// <exception cref="RunException">A marked property has no value, or is not an output.</exception>
    internal void RegisterPropertyOutputs()
    {
        var values = new Dictionary<string, object?>();
        foreach (var property in GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var isOwn = property.DeclaringType?.IsAssignableFrom(typeof(Stack)) != true;
            if (isOwn && property.GetCustomAttribute<OutputAttribute>() is { } output)
            {
                values.Add(output.Name ?? property.Name, property.GetValue(this));
            }
        }

        var unassigned = values.Where(value => value.Value is null).Select(value => value.Key).ToList();
        if (unassigned.Count > 0)
        {
            throw new RunException(
                $"Output(s) '{string.Join(", ", unassigned)}' have no value assigned. " +
                "[Output] attributed properties must be assigned inside Stack constructor.");
        }

        var wrong = values.Where(value => value.Value is not IOutput).Select(value => value.Key).ToList();
        if (wrong.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(wrong);
        }

        Outputs = Output.Create<IDictionary<string, object?>>(values);
        RegisterOutputs(Outputs);
    }

    private static ComponentResourceOptions? Options(StackOptions? options)
        => options is null ? null
            : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations };
}
