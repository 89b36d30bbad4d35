using Twin.Declaration;

namespace Twin.Aws.StepFunctions;

/// <summary>A declared state machine.</summary>
/// <param name="Resource">Its declaration.</param>
/// <param name="Definition">Its states.</param>
/// <param name="RoleArn">The role with which its tasks call services.</param>
/// <param name="Logging">The log of its executions; null if there is none.</param>
/// <param name="IsTraced">True if each execution is traced.</param>
internal sealed record StateMachineDeclaration(
    DeclaredResource Resource, StateMachineDefinition Definition, string RoleArn, ExecutionLogging? Logging, bool IsTraced)
{
    private const string Standard = "STANDARD";

    /// <summary>The name in AWS.</summary>
    public string Name => Resource.PhysicalName;

    /// <summary>The ARN.</summary>
    public string Arn => Resource.Arn;

    /// <summary>Reads a declared state machine.</summary>
    /// <exception cref="RunFailedException">
    /// Step Functions would refuse it, or it has a part that the twin does not support.
    /// </exception>
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

    /// <summary>Reads the definition of a declared state machine.</summary>
    /// <exception cref="RunFailedException">
    /// Step Functions would refuse it, or it has a part that the twin does not support.
    /// </exception>
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
