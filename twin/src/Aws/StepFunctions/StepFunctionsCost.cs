using Twin.Aws.CloudWatch;

namespace Twin.Aws.StepFunctions;

/// <summary>The cost of Step Functions: the state transitions of standard state machines, and their traces.</summary>
internal static class StepFunctionsCost
{
    public const string Transitions = "states.transitions";

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

internal static class StepFunctionsUsage
{
    public const string Service = "Step Functions";

    /// <summary>The states entered by executions, each retry included; the resource is the state machine.</summary>
    public const string Transition = "state transition";

    /// <summary>Executions; the resource is the state machine.</summary>
    public const string Execution = "execution";
}

/// <summary>Step Functions' metrics of a state machine.</summary>
internal static class StepFunctionsMetrics
{
    public const string Started = "ExecutionsStarted";
    public const string Succeeded = "ExecutionsSucceeded";
    public const string Failed = "ExecutionsFailed";
    public const string TimedOut = "ExecutionsTimedOut";

    // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
    public static readonly ServiceMetrics Published = new(
        "AWS/States",
        ["StateMachineArn"],
        [Started, Succeeded, Failed, TimedOut],
        [
            "ExecutionTime", "ExecutionThrottled", "ExecutionsAborted", "ExecutionsRedriven",
            "RedrivenExecutionsAborted", "RedrivenExecutionsFailed", "RedrivenExecutionsSucceeded",
            "RedrivenExecutionsTimedOut",
        ]);
}

internal static class UndocumentedStepFunctions
{
    /// <summary>The resource for which Step Functions assumes the role of a state machine.</summary>
    public static readonly Assumption MachineRole = new(
        "machine-role", "Step Functions assumes the role of a state machine for an ARN without the account");

    public static ImmutableArray<Assumption> All { get; } = [MachineRole];
}
