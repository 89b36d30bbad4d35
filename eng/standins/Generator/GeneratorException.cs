namespace Generator;

/// <summary>The declarations, or the list of resources, have a form that this tool does not support.</summary>
internal sealed class GeneratorException(string message) : Exception(message);
