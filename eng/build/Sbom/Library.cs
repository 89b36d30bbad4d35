using System.Collections.Immutable;

namespace Sbom;

/// <summary>A NuGet package, or a project of this repository, that is in the functions' package.</summary>
/// <param name="IsPackage"><c>true</c> if it is from NuGet; otherwise, it was compiled here.</param>
/// <param name="Sha512">The hash of the NuGet package as NuGet states it, in hexadecimal; null for a project.</param>
internal sealed record Library(
    string Name,
    string Version,
    bool IsPackage,
    string? Sha512,
    ImmutableArray<LibraryFile> Files,
    ImmutableArray<string> DependsOn)
{
    /// <summary>The name and version, in the form of deps.json.</summary>
    public string Key => $"{Name}/{Version}";

    /// <summary>The package URL, by which vulnerability databases find a library.</summary>
    public string Purl => $"pkg:{(IsPackage ? "nuget" : "generic/spotifystack")}/{Name}@{Version}";
}
