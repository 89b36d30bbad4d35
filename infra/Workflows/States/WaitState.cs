namespace Infra.Workflows.States;

/// <summary>A state that waits.</summary>
internal sealed record WaitState : StepState
{
    public required int Seconds { get; init; }
}
