namespace Twin.Aws.StepFunctions;

/// <summary>The status of an execution.</summary>
public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
}

/// <summary>The names of statuses in AWS.</summary>
public static class ExecutionStatuses
{
    /// <summary>The name, for example <c>TIMED_OUT</c>.</summary>
    public static string Text(this ExecutionStatus status) => status switch
    {
        ExecutionStatus.Running => "RUNNING",
        ExecutionStatus.Succeeded => "SUCCEEDED",
        ExecutionStatus.Failed => "FAILED",
        _ => "TIMED_OUT",
    };
}
