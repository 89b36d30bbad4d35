namespace Twin.Aws.StepFunctions;

internal sealed record StateMachineDeclaration(
    DeclaredResource Resource,
    StateMachineDefinition Definition,
    string RoleArn,
    ExecutionLogging? Logging,
    bool IsTraced)
{
    private const string Standard = "STANDARD";
    public string Name => Resource.PhysicalName;
    public string Arn => Resource.Arn;

    public static StateMachineDeclaration Read(DeclaredStack stack, DeclaredResource machine)
    {
        if (machine.OptionalText("type") is { } type and not Standard)
        {
            throw new RunFailedException($"{machine.Title} is of the type {type}. The twin supports {Standard} only.");
        }

        return new StateMachineDeclaration(
            machine,
            DefinitionOf(machine),
            machine.Text("roleArn"),
            ExecutionLogging.Read(stack, machine),
            machine.Flag("tracingConfiguration.enabled"));
    }

    public static StateMachineDefinition DefinitionOf(DeclaredResource machine)
    {
        try
        {
            return DefinitionReader.Read(machine.Text("definition"));
        }
        catch (DefinitionException refused)
        {
            throw new RunFailedException(
                $"{machine.Title}: Step Functions refuses the definition, or the twin does not support it: "
                + refused.Message);
        }
    }
}

/// <summary>A limit to the length of a computed field, which AWS does not document.</summary>
internal static class ExpressionLength
{
    private const int MaxLength = 1024;

    /// <summary>Refuses a state machine with a longer field.</summary>
    public static void Expect(StateMachineDeclaration machine)
    {
        foreach (var state in machine.Definition.All)
        {
            if (state.Flow.Expressions.FirstOrDefault(text => text.Length > MaxLength) is { } refused)
            {
                throw new RunFailedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{machine.Resource.Title}: the state '{state.Name}': Step Functions does not accept an intrinsic "
                    + $"function of {refused.Length:N0} characters."));
            }
        }
    }
}
