namespace Sbom;

/// <param name="Sha256">The hash of the file in the package, in hexadecimal.</param>
internal sealed record LibraryFile(string Path, string Name, string Sha256);
