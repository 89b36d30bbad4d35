namespace Infra.Workflows.States;

/// <summary>A state that ends the execution well.</summary>
internal sealed record SucceedState : WorkflowState;
