using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Sbom;

/// <summary>A package of functions: its assemblies and their sources, from its own deps.json.</summary>
internal sealed record Package(string FileName, string Sha256, ImmutableArray<Library> Libraries)
{
    private const string Dependencies = ".deps.json";

    /// <exception cref="PackageException">The package has an assembly of no library, or lacks one of a
    /// library.</exception>
    public static Package Read(string path)
    {
        using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        using var zip = new ZipArchive(stream);
        var assemblies = zip.Entries
            .Where(entry => Path.GetExtension(entry.Name) is ".dll" or ".exe" or ".so")
            .ToDictionary(entry => entry.FullName, HashOf, StringComparer.Ordinal);
        var libraries = LibrariesIn(ReadDependencies(zip), assemblies);

        var known = libraries.SelectMany(library => library.Files).Select(file => file.Name).ToHashSet();
        return assemblies.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw new PackageException($"{unknown} is in {path}, and its {Dependencies} does not say from where.")
            : new Package(Path.GetFileName(path), hash, libraries);
    }

    private static ImmutableArray<Library> LibrariesIn(JsonNode dependencies, Dictionary<string, string> assemblies)
    {
        var target = dependencies["targets"]![(string)dependencies["runtimeTarget"]!["name"]!]!.AsObject();
        return
        [
            .. from library in target.OrderBy(library => library.Key, StringComparer.Ordinal)
               let origin = dependencies["libraries"]![library.Key]!
               let name = library.Key.Split('/')
               select new Library(
                   name[0],
                   name[1],
                   (string)origin["type"]! == "package",
                   HashOf((string?)origin["sha512"]),
                   [.. FilesOf(library.Value!).Select(file => WithHash(file, assemblies))],
                   [.. Names(library.Value!["dependencies"]).Select(other => $"{other.Name}/{other.Value}")]),
        ];
    }

    // The files for one platform stay in their folders; all others are beside the functions' own assembly.
    private static IEnumerable<LibraryFile> FilesOf(JsonNode library) =>
    [
        .. Names(library["runtime"]).Concat(Names(library["native"]))
            .Select(file => new LibraryFile(file.Name, Path.GetFileName(file.Name), "")),
        .. Names(library["runtimeTargets"]).Select(file => new LibraryFile(file.Name, file.Name, "")),
    ];

    private static LibraryFile WithHash(LibraryFile file, Dictionary<string, string> assemblies) =>
        assemblies.TryGetValue(file.Name, out var hash)
            ? file with { Sha256 = hash }
            : throw new PackageException($"{file.Name} is in the package's {Dependencies}, and not in the package.");

    private static IEnumerable<(string Name, JsonNode? Value)> Names(JsonNode? map) =>
        (map as JsonObject ?? [])
            .Select(member => (Name: member.Key, member.Value))
            .OrderBy(member => member.Name, StringComparer.Ordinal);

    private static JsonNode ReadDependencies(ZipArchive zip)
    {
        var entry = zip.Entries.SingleOrDefault(entry => entry.Name.EndsWith(Dependencies, StringComparison.Ordinal))
            ?? throw new PackageException($"The package has no {Dependencies}.");
        using var content = entry.Open();
        return JsonNode.Parse(content)!;
    }

    private static string HashOf(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    // deps.json has sha512-BASE64, and an empty text for a project.
    private static string? HashOf(string? integrity) => integrity is { Length: > 0 }
        ? Convert.ToHexStringLower(Convert.FromBase64String(integrity["sha512-".Length..]))
        : null;
}
