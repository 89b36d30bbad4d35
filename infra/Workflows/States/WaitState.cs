namespace Infra.Workflows.States;

internal sealed record WaitState : StepState
{
    public required int Seconds { get; init; }
}
