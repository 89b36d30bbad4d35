namespace Generator;

/// <summary>The npm package could not be had: no npm, no registry, no such version.</summary>
internal sealed class DeclarationsUnavailableException(string message) : Exception(message);
