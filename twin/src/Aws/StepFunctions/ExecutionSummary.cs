namespace Twin.Aws.StepFunctions;

/// <summary>An execution of a state machine.</summary>
/// <param name="States">The names of the states that it entered, in order, each retry included.</param>
public sealed record ExecutionSummary(
    string Name,
    string Machine,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ExecutionStatus Status,
    ImmutableArray<string> States,
    string? Output,
    string? Error,
    string? Cause);

public enum ExecutionStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
}

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
