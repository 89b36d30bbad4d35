namespace Generator;

/// <summary>The npm package is not available: no npm, no registry, or no such version.</summary>
internal sealed class DeclarationsUnavailableException(string message) : Exception(message);
