using Twin.Declaration;

namespace Twin.Aws.EventBridge;

/// <summary>The error for an event pattern that EventBridge would refuse or the twin does not support.</summary>
internal sealed class EventPatternException(string message) : RunFailedException(message);
