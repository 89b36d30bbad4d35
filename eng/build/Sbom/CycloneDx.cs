using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sbom;

/// <summary>The bill of materials of a package in CycloneDX's JSON: the same package gives the same bytes.</summary>
/// <remarks>https://cyclonedx.org/docs/1.6/json</remarks>
internal static class CycloneDx
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Serialize(Package package) => new JsonObject
    {
        ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        // A timestamp would change with each build; a number that is derived from the package does not.
        ["serialNumber"] = $"urn:uuid:{new Guid(Convert.FromHexString(package.Sha256)[..16])}",
        ["version"] = 1,
        ["metadata"] = new JsonObject
        {
            ["component"] = new JsonObject
            {
                ["type"] = "application",
                ["bom-ref"] = package.FileName,
                ["name"] = package.FileName,
                ["hashes"] = Hashes("SHA-256", package.Sha256),
            },
        },
        ["components"] = new JsonArray([.. package.Libraries.Select(Component)]),
        ["dependencies"] = new JsonArray([.. package.Libraries.Select(library => Dependency(library, package))]),
    }.ToJsonString(Json) + "\n";

    private static JsonObject Component(Library library)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = library.Purl,
            ["name"] = library.Name,
            ["version"] = library.Version,
            ["purl"] = library.Purl,
        };
        if (library.Sha512 is { } hash)
        {
            component["hashes"] = Hashes("SHA-512", hash);
        }

        if (!library.Files.IsEmpty)
        {
            component["components"] = new JsonArray([.. library.Files.Select(file => Component(library, file))]);
        }

        return component;
    }

    private static JsonObject Component(Library library, LibraryFile file) => new()
    {
        ["type"] = "file",
        ["bom-ref"] = $"{library.Purl}#{file.Path}",
        ["name"] = file.Name,
        ["version"] = library.Version,
        ["hashes"] = Hashes("SHA-256", file.Sha256),
        ["purl"] = $"{library.Purl}#{file.Path}",
    };

    private static JsonObject Dependency(Library library, Package package) => new()
    {
        ["ref"] = library.Purl,
        ["dependsOn"] = new JsonArray(
        [
            .. package.Libraries
                .Where(other => library.DependsOn.Contains(other.Key))
                .Select(other => JsonValue.Create(other.Purl)),
        ]),
    };

    private static JsonArray Hashes(string algorithm, string content) =>
        [new JsonObject { ["alg"] = algorithm, ["content"] = content }];
}
