namespace Sbom;

/// <summary>The package holds something of which nobody can tell where it is from.</summary>
internal sealed class PackageException(string message) : Exception(message);
