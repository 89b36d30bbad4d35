namespace Infra.Workflows.States;

/// <summary>A condition of a <see cref="ChoiceState"/>: exactly one operator.</summary>
internal sealed record Condition
{
    private Condition()
    {
    }

    public string? Variable { get; private init; }

    public string? StringEquals { get; private init; }

    public bool? BooleanEquals { get; private init; }

    public bool? IsPresent { get; private init; }

    public ImmutableArray<Condition>? And { get; private init; }

    /// <summary>The state that follows if it holds; null inside of another condition.</summary>
    public string? Next { get; private init; }

    public static Condition Is(string variable, string text) => new() { Variable = variable, StringEquals = text };

    public static Condition IsTrue(string variable) => new() { Variable = variable, BooleanEquals = true };

    public static Condition Has(string variable) => new() { Variable = variable, IsPresent = true };

    public static Condition Every(params ImmutableArray<Condition> conditions) => new() { And = conditions };

    /// <summary>The same condition with the state that follows.</summary>
    public Condition Then(string next) => this with { Next = next };
}

/// <summary>A state that chooses the next one: that of the first condition that holds.</summary>
internal sealed record ChoiceState : WorkflowState
{
    public required ImmutableArray<Condition> Choices { get; init; }

    /// <summary>The state for the case that no condition holds.</summary>
    public required string Default { get; init; }
}
