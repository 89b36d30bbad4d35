namespace Infra.Workflows.States;

/// <summary>A state that chooses the next one: that of the first condition that holds.</summary>
internal sealed record ChoiceState : WorkflowState
{
    public required ImmutableArray<Condition> Choices { get; init; }

    /// <summary>The state for the case that no condition holds.</summary>
    public required string Default { get; init; }
}
