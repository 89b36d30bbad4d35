namespace Twin.Aws.StepFunctions;

/// <summary>The permissions that a state machine's role needs for logs and traces.</summary>
internal static class StateMachineRole
{
    private const string Principal = "states.amazonaws.com";

    // The actions have no resource-level permissions:
    // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html.
    private static readonly ImmutableArray<string> LogDelivery =
    [
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

    // https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
    private static readonly ImmutableArray<string> Traces =
    [
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
    ];

    public static Caller Assume(AccessControl access, StateMachineDeclaration machine, string source)
    {
        var caller = access.Assume(machine.RoleArn, Principal, machine.Resource, source, machine.Name);
        if (machine.Logging is not null
            && LogDelivery.Select(action => access.Authorize(caller, action, "*")).ToList()
                .Find(decision => !decision.IsAllowed) is { } refused)
        {
            throw new RunFailedException(
                $"{machine.Resource.Title}: The state machine IAM Role is not authorized to access the Log "
                + "Destination. "
                + refused.Message);
        }

        return caller;
    }

    /// <summary>Sends the trace of an execution. A refusal is recorded by IAM and makes the run fail.</summary>
    public static void Trace(AccessControl access, Caller caller)
    {
        foreach (var action in Traces)
        {
            _ = access.Authorize(caller, action, "*");
        }
    }
}
