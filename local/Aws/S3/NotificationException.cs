using Local.Aws.Declaration;

namespace Local.Aws.S3;

/// <summary>A notification configuration that S3 would refuse, or that would silently do something else.</summary>
internal sealed class NotificationException(string message) : RunFailedException(message);
