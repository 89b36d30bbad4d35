namespace Infra.Workflows.States;

/// <summary>A state that another one follows, unless it is the last.</summary>
internal abstract record StepState : WorkflowState
{
    /// <summary>The state that follows; null for the last one.</summary>
    [JsonPropertyOrder(10)]
    public string? Next { get; init; }

    /// <summary>True for the last state; null for any other.</summary>
    [JsonPropertyOrder(11)]
    public bool? End { get; init; }
}
