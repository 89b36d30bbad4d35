namespace Infra.Workflows.States;

internal sealed record FailState : WorkflowState
{
    /// <summary>The error's name; null if it is computed.</summary>
    public string? Error { get; init; }

    /// <summary>The path of the error's name; null if it is fixed.</summary>
    public string? ErrorPath { get; init; }

    /// <summary>The path of the cause, or the intrinsic function that computes it.</summary>
    public required string CausePath { get; init; }
}
