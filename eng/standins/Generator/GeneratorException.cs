namespace Generator;

/// <summary>The declarations, or the list of resources, are not what this tool knows how to write.</summary>
internal sealed class GeneratorException(string message) : Exception(message);
