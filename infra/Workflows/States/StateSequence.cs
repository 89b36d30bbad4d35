namespace Infra.Workflows.States;

/// <summary>States by name, in the order in which a person reads them.</summary>
internal sealed class StateSequence
{
    public OrderedDictionary<string, WorkflowState> States { get; } = [];

    public StateSequence Add(string name, WorkflowState state)
    {
        States.Add(name, state);
        return this;
    }

    /// <summary>Adds states that follow one another.</summary>
    /// <param name="steps">The states, at least one.</param>
    /// <param name="then">The state after the last one; null if that one is the end.</param>
    public StateSequence AddInOrder(IReadOnlyList<(string Name, StepState State)> steps, string? then)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var next = i + 1 < steps.Count ? steps[i + 1].Name : then;
            States.Add(steps[i].Name, steps[i].State with { Next = next, End = next is null ? true : null });
        }

        return this;
    }
}
