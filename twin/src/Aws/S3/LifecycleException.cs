using Twin.Declaration;

namespace Twin.Aws.S3;

/// <summary>
/// The error for a lifecycle configuration that S3 would refuse. The message says why and what to do.
/// </summary>
internal sealed class LifecycleException(string message) : RunFailedException(message);
