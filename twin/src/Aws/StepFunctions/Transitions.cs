namespace Twin.Aws.StepFunctions;

/// <summary>The transitions of a definition, checked as Step Functions does when a state machine is created.</summary>
internal static class Transitions
{
    /// <summary>Checks that each target exists, each state can be reached, and one of them ends the states.</summary>
    /// <exception cref="DefinitionException">The message has all defects.</exception>
    public static void Check(StateMachineDefinition definition)
    {
        var defects = Defects(definition, "").ToList();
        if (defects.Count > 0)
        {
            throw new DefinitionException(string.Join(", ", defects));
        }
    }

    private static IEnumerable<string> Defects(StateMachineDefinition definition, string place)
    {
        var names = definition.States.Select(state => state.Name).ToHashSet(StringComparer.Ordinal);
        var targets = definition.States
            .SelectMany(state => state.Targets.Select(target =>
                (target.Target, Place: $"{place}/States/{state.Name}/{target.Place}")))
            .Prepend((Target: definition.StartAt, Place: $"{place}/StartAt"));
        foreach (var missing in targets.Where(target => !names.Contains(target.Target)))
        {
            yield return $"MISSING_TRANSITION_TARGET: Missing 'Next' target: {missing.Target} at {missing.Place}";
        }

        if (!definition.States.Any(Ends))
        {
            yield return $"MISSING_END_STATE: Workflow has no terminal state{(place.Length > 0 ? $" at {place}" : "")}";
            yield break;
        }

        var reached = Reached(definition);
        foreach (var state in definition.States.Where(state => !reached.Contains(state.Name)))
        {
            yield return $"MISSING_TRANSITION_TARGET: State \"{state.Name}\" is not reachable. at "
                + $"{place}/States/{state.Name}";
        }

        foreach (var map in definition.States.OfType<State.Map>())
        {
            foreach (var defect in Defects(map.Processor, $"{place}/States/{map.Name}/ItemProcessor"))
            {
                yield return defect;
            }
        }
    }

    private static bool Ends(State state) => state is State.Succeed or State.Fail
        || (state is not State.Choice && state.Next is null);

    private static HashSet<string> Reached(StateMachineDefinition definition)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>([definition.StartAt]);
        while (left.TryPop(out var name))
        {
            if (definition.States.FirstOrDefault(state => state.Name == name) is { } state && reached.Add(name))
            {
                foreach (var (target, _) in state.Targets)
                {
                    left.Push(target);
                }
            }
        }

        return reached;
    }
}
