namespace Sbom;

/// <summary>The package contains a file of unknown origin.</summary>
internal sealed class PackageException(string message) : Exception(message);
