using Twin.Aws.Billing;
using Twin.Aws.CloudWatch;
using Twin.Aws.Metering;

namespace Twin.Aws.StepFunctions;

/// <summary>The cost of Step Functions: the state transitions of standard state machines, and their traces.</summary>
internal static class StepFunctionsCost
{
    public const string Transitions = "states.transitions";

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month)
    {
        yield return month.Daily(
            Transitions, month.Usage.Sum(StepFunctionsUsage.Service, StepFunctionsUsage.Transition));
        foreach (var machine in month.Stack.OfType(StepFunctionsResources.StateMachine))
        {
            if (machine.Flag("tracingConfiguration.enabled"))
            {
                yield return month.Daily(
                    CloudWatchCost.Traces,
                    month.Usage.Sum(StepFunctionsUsage.Service, StepFunctionsUsage.Execution, machine.PhysicalName));
            }
        }
    }
}
