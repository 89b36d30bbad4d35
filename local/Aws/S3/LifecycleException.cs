using Local.Aws.Declaration;

namespace Local.Aws.S3;

/// <summary>A lifecycle configuration that S3 would refuse; the message says why and what to do.</summary>
internal sealed class LifecycleException(string message) : RunFailedException(message);
