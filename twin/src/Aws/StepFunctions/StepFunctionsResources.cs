using System.Collections.Immutable;
using Twin.Aws.CloudWatch;
using Twin.Declaration;

namespace Twin.Aws.StepFunctions;

/// <summary>The kinds of Step Functions' resources.</summary>
public static class StepFunctionsResources
{
    public static readonly ResourceKind StateMachine = new("aws:sfn/stateMachine:StateMachine")
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
