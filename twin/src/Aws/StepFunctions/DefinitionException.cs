namespace Twin.Aws.StepFunctions;

/// <summary>A definition that Step Functions would refuse, or that has a part which the twin does not support.</summary>
public sealed class DefinitionException(string message) : Exception(message);
