namespace Local.Runtime;

/// <summary>The package or the handler is not what Lambda needs. AWS's runtime reports it by this name.</summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
