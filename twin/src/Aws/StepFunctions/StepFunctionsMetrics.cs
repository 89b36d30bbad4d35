using Twin.Aws.Hosting;

namespace Twin.Aws.StepFunctions;

/// <summary>Step Functions' metrics of a state machine.</summary>
internal static class StepFunctionsMetrics
{
    public const string Started = "ExecutionsStarted";
    public const string Succeeded = "ExecutionsSucceeded";
    public const string Failed = "ExecutionsFailed";
    public const string TimedOut = "ExecutionsTimedOut";

    /// <summary>
    /// The metrics of executions
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html).
    /// </summary>
    public static readonly ServiceMetrics Published = new(
        "AWS/States",
        ["StateMachineArn"],
        [Started, Succeeded, Failed, TimedOut],
        [
            "ExecutionTime", "ExecutionThrottled", "ExecutionsAborted", "ExecutionsRedriven", "RedrivenExecutionsAborted",
            "RedrivenExecutionsFailed", "RedrivenExecutionsSucceeded", "RedrivenExecutionsTimedOut",
        ]);
}
