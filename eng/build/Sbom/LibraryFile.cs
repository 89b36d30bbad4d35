namespace Sbom;

/// <summary>An assembly in the package.</summary>
/// <param name="Name">The path in the package.</param>
/// <param name="Sha256">The hash of the file in the package, in hexadecimal.</param>
internal sealed record LibraryFile(string Path, string Name, string Sha256);
