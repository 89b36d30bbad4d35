namespace Sbom;

/// <summary>An assembly in the package.</summary>
/// <param name="Path">Its place in the library.</param>
/// <param name="Name">Its place in the package.</param>
/// <param name="Sha256">The hash of what is in the package, in hexadecimal.</param>
internal sealed record LibraryFile(string Path, string Name, string Sha256);
