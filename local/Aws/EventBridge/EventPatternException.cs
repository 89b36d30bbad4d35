using Local.Aws.Declaration;

namespace Local.Aws.EventBridge;

/// <summary>An event pattern that EventBridge would refuse, or that the twin does not know.</summary>
internal sealed class EventPatternException(string message) : RunFailedException(message);
