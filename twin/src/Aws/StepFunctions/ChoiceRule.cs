namespace Twin.Aws.StepFunctions;

/// <summary>A condition of a state of the type <c>Choice</c>.</summary>
internal abstract record ChoiceRule
{
    private ChoiceRule()
    {
    }

    public abstract bool Matches(StateData data);

    public static IEnumerable<string> Operators => [.. Comparison.Known.Keys, "IsPresent", "And"];

    /// <summary>Reads a rule. The caller has already read the field <c>Next</c> of a rule at the top.</summary>
    public static ChoiceRule Read(DefinitionObject rule)
    {
        _ = rule.OptionalText("Comment");
        var variable = rule.OptionalText("Variable");
        if (rule.Unread.Count != 1)
        {
            throw new DefinitionException($"A choice rule has exactly one operator. at {rule.Place}");
        }

        var name = rule.Unread.First();
        return name == "And" ? new Every(Several(rule, name)) : OfVariable(rule, name, variable);
    }

    private static ChoiceRule OfVariable(DefinitionObject rule, string name, string? variable)
    {
        if (name != "IsPresent" && !Comparison.Known.ContainsKey(name))
        {
            throw new DefinitionException(
                $"The choice operator '{name}' is not one that the twin supports. It supports "
                + $"{string.Join(", ", Operators)}. at {rule.Place}");
        }

        var path = variable is null
            ? throw new DefinitionException($"The required field 'Variable' is missing. at {rule.Place}")
            : ReferencePath.Parse(variable, rule.PlaceOf("Variable"));
        if (name == "IsPresent")
        {
            return new IsPresent(path, rule.Flag(name)!.Value);
        }

        var (kinds, matches) = Comparison.Known[name];
        var wanted = rule.Take(name);
        return wanted is not null && kinds.Contains(wanted.GetValueKind())
            ? new Comparison(path, kinds, found => matches(found, wanted))
            : throw new DefinitionException(
                $"The operator '{name}' cannot compare with {StatesJson.Text(wanted)}. at {rule.Place}");
    }

    private static ImmutableArray<ChoiceRule> Several(DefinitionObject rule, string name) =>
        rule.Objects(name) is { IsEmpty: false } rules
            ? [.. rules.Select(Read)]
            : throw new DefinitionException($"The operator '{name}' needs at least one rule. at {rule.Place}");

    private sealed record Every(ImmutableArray<ChoiceRule> Rules) : ChoiceRule
    {
        public override bool Matches(StateData data) => Rules.All(rule => rule.Matches(data));
    }

    private sealed record IsPresent(ReferencePath Path, bool Wanted) : ChoiceRule
    {
        public override bool Matches(StateData data) => Path.TryFind(data, out _) == Wanted;
    }

    // A value of another type is not an error: it does not match.
    private sealed record Comparison(
        ReferencePath Path, ImmutableArray<JsonValueKind> Kinds, Func<JsonNode, bool> Compare) : ChoiceRule
    {
        private static readonly ImmutableArray<JsonValueKind> Boolean = [JsonValueKind.True, JsonValueKind.False];

        public static readonly Dictionary<string, (ImmutableArray<JsonValueKind>, Func<JsonNode, JsonNode, bool>)>
            Known = new(StringComparer.Ordinal)
            {
                ["StringEquals"] = ([JsonValueKind.String], (found, wanted) => (string?)found == (string?)wanted),
                ["BooleanEquals"] = (Boolean, (found, wanted) => (bool)found == (bool)wanted),
            };

        public override bool Matches(StateData data) => Path.TryFind(data, out var found)
            ? found is not null && Kinds.Contains(found.GetValueKind()) && Compare(found)
            : throw StateErrors.AtRuntime(
                $"Invalid path '{Path.Text}': The choice state's condition path references an invalid value.");
    }
}
