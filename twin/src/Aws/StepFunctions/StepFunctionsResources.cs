using Twin.Aws.CloudWatch;

namespace Twin.Aws.StepFunctions;

public static class StepFunctionsResources
{
    public static readonly ResourceKind StateMachine = new(ResourceTypes.StateMachine)
    {
        Billing = ResourceBilling.By(StepFunctionsCost.Transitions, CloudWatchCost.Traces),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("states", $"stateMachine:{inputs.Name}"))],
        Id = machine => machine.Arn,
        Dimension = "StateMachineArn",
        DimensionValue = machine => machine.Arn,
        RoleProperty = "roleArn",
        Facts = StepFunctionsGraph.Facts,
    };

    public static ImmutableArray<ResourceKind> All => [StateMachine];
}

internal static class StepFunctionsGraph
{
    /// <summary>The edges from state machines to the resources of one kind that their tasks call.</summary>
    public static IEnumerable<Edge> Calls(
        DeclaredStack stack, string resource, string field, ResourceKind kind, string label) =>
        from machine in stack.OfType(StepFunctionsResources.StateMachine)
        from task in StateMachineDeclaration.DefinitionOf(machine).All.OfType<State.Task>()
        where task.Resource == resource
        let name = task.Flow.Parameters?.TextOf(field)
        from called in stack.OfType(kind)
        where called.PhysicalName == name || called.Arn == name
        select new Edge(machine, called, label);

    /// <summary>The number of a state machine's states.</summary>
    public static IEnumerable<string?> Facts(DeclaredStack stack, DeclaredResource machine) =>
        [Fact.Number(StateMachineDeclaration.DefinitionOf(machine).All.Count(), "states")];
}
