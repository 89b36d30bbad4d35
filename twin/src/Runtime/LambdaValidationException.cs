namespace Twin.Runtime;

/// <summary>
/// The error for a package or a handler that Lambda cannot run. AWS's runtime reports it by this name.
/// </summary>
internal sealed class LambdaValidationException(string message) : Exception(message);
