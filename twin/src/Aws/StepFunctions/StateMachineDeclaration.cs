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
