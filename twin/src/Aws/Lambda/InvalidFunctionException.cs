using Twin.Declaration;

namespace Twin.Aws.Lambda;

/// <summary>The error for a function that Lambda would refuse or for which the twin has no runtime.</summary>
internal sealed class InvalidFunctionException(string message) : RunFailedException(message);
