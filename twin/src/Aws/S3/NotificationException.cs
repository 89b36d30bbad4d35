using Twin.Declaration;

namespace Twin.Aws.S3;

/// <summary>The error for a notification configuration that S3 would refuse or silently misinterpret.</summary>
internal sealed class NotificationException(string message) : RunFailedException(message);
