using System.Collections.Immutable;

namespace Twin.Aws.StepFunctions;

/// <summary>The states of a state machine, or of the iterations of a state of the type <c>Map</c>.</summary>
/// <param name="StartAt">The name of the first state.</param>
/// <param name="States">The states, in the order of the definition.</param>
/// <param name="Timeout">The longest time of an execution; null: there is none.</param>
internal sealed record StateMachineDefinition(string StartAt, ImmutableArray<State> States, TimeSpan? Timeout)
{
    /// <summary>The states, also those of iterations.</summary>
    public IEnumerable<State> All => States.SelectMany(state =>
        state is State.Map map ? map.Processor.All.Prepend(state) : [state]);

    /// <summary>The state with a name.</summary>
    public State Get(string name) => States.First(state => state.Name == name);
}
