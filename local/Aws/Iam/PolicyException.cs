using Local.Aws.Declaration;

namespace Local.Aws.Iam;

/// <summary>A policy that IAM would refuse, or that says something which the twin does not know.</summary>
internal sealed class PolicyException(string message) : RunFailedException(message);
