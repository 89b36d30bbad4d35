namespace Twin.Aws.StepFunctions;

/// <summary>The counted use of Step Functions.</summary>
internal static class StepFunctionsUsage
{
    public const string Service = "Step Functions";

    /// <summary>The states entered by executions, each retry included; the resource is the state machine.</summary>
    public const string Transition = "state transition";

    /// <summary>Executions; the resource is the state machine.</summary>
    public const string Execution = "execution";
}
