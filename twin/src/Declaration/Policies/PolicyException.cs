namespace Twin.Declaration.Policies;

/// <summary>The error for a policy that IAM would refuse or that has something the twin does not support.</summary>
internal sealed class PolicyException(string message) : RunFailedException(message);
