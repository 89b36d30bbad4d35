using System.IO.Compression;
using System.Text.Json.Nodes;
using Infra.Components;
using Sbom;

namespace Eng.Tests.Build;

public sealed class PackageSbomTests
{
    private const string Dependencies = """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {
              "Own/1.0.0": { "dependencies": { "Two": "2.0.0" }, "runtime": { "Own.dll": {} } },
              "Two/2.0.0": {
                "runtime": { "lib/net8.0/Two.dll": {}, "lib/net8.0/More.dll": {} },
                "runtimeTargets": { "runtimes/linux-arm64/native/two.so": { "rid": "linux-arm64" } }
              }
            }
          },
          "libraries": {
            "Own/1.0.0": { "type": "project", "sha512": "" },
            "Two/2.0.0": { "type": "package", "sha512": "sha512-AAECAw==" }
          }
        }
        """;

    private static string BuiltFile => Path.Combine(PulumiProject.Folder, "artifacts", "functions.cdx.json");

    [Fact]
    public async Task Each_assembly_of_the_package_is_listed_with_its_version_its_hash_and_its_origin()
    {
        var files = Files(await ReadAsync()).ToDictionary(file => (string)file["name"]!, StringComparer.Ordinal);
        using var package = await ZipFile.OpenReadAsync(FunctionPackage.Path, Cancel);

        var assemblies = package.Entries.Where(entry => Path.GetExtension(entry.Name) == ".dll").ToList();
        Assert.NotEmpty(assemblies);
        Assert.Equal(
            assemblies.Select(assembly => assembly.FullName).Order(StringComparer.Ordinal),
            files.Keys.Order(StringComparer.Ordinal));
        foreach (var assembly in assemblies)
        {
            var file = files[assembly.FullName];
            await using var content = await assembly.OpenAsync(Cancel);
            Assert.Equal(await SHA256.HashDataAsync(content, Cancel), Convert.FromHexString(HashOf(file, "SHA-256")));
            Assert.Matches("^[0-9]+([.][0-9]+){2,3}$", (string)file["version"]!);
            Assert.Matches(
                $"^pkg:(nuget|generic/spotifystack)/[A-Za-z0-9.]+@{file["version"]}#([a-z0-9.]+/)*{assembly.Name}$",
                (string)file["purl"]!);
        }
    }

    [Fact]
    public async Task The_package_itself_is_named_by_its_hash()
    {
        await using var package = File.OpenRead(FunctionPackage.Path);

        Assert.Equal(
            await SHA256.HashDataAsync(package, Cancel),
            Convert.FromHexString(HashOf((await ReadAsync())["metadata"]!["component"]!, "SHA-256")));
    }

    [Fact]
    public async Task Each_dependency_is_a_component()
    {
        var bill = await ReadAsync();
        var components = bill["components"]!.AsArray().Select(component => (string)component!["bom-ref"]!).ToHashSet();

        var dependencies = bill["dependencies"]!.AsArray();
        Assert.Equal(components, dependencies.Select(dependency => (string)dependency!["ref"]!).ToHashSet());
        Assert.NotEmpty(dependencies.SelectMany(dependency => dependency!["dependsOn"]!.AsArray()));
        Assert.All(
            dependencies.SelectMany(dependency => dependency!["dependsOn"]!.AsArray()),
            other => Assert.Contains((string)other!, components));
    }

    [Fact]
    public async Task The_same_package_gives_the_same_bytes() => Assert.Equal(
        await File.ReadAllTextAsync(BuiltFile, Cancel),
        CycloneDx.Serialize(Package.Read(Path.Combine(PulumiProject.Folder, "artifacts", "functions.zip"))));

    [Fact]
    public async Task A_NuGet_package_has_its_own_hash_and_all_its_files_and_a_project_is_this_repository_s()
    {
        var components = JsonNode.Parse(CycloneDx.Serialize(await PackageOf(
            "Own.dll", "Two.dll", "More.dll", "runtimes/linux-arm64/native/two.so")))!["components"]!.AsArray();

        Assert.Equal(
            ["pkg:generic/spotifystack/Own@1.0.0", "pkg:nuget/Two@2.0.0"],
            components.Select(component => (string)component!["purl"]!));
        Assert.Null(components[0]!["hashes"]);
        Assert.Equal("00010203", HashOf(components[1]!, "SHA-512"));
        Assert.Equal(
            ["More.dll", "Two.dll", "runtimes/linux-arm64/native/two.so"],
            components[1]!["components"]!.AsArray().Select(file => (string)file!["name"]!));
    }

    [Theory]
    [InlineData(
        "Foreign.dll is in", "Own.dll", "Two.dll", "More.dll", "runtimes/linux-arm64/native/two.so", "Foreign.dll")]
    [InlineData("More.dll is in the package's .deps.json, and not in the package.", "Own.dll", "Two.dll")]
    public async Task A_package_with_an_assembly_of_unknown_origin_is_refused(string why, params string[] files)
    {
        var refused = await Assert.ThrowsAsync<PackageException>(() => PackageOf(files));

        Assert.StartsWith(why, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Reads a package with these files and the list of dependencies above.</summary>
    private static async Task<Package> PackageOf(params string[] files)
    {
        var folder = Directory.CreateTempSubdirectory("package-");
        try
        {
            var path = Path.Combine(folder.FullName, "package.zip");
            await using (var zip = await ZipFile.OpenAsync(
                path, ZipArchiveMode.Create, Cancel))
            {
                foreach (var file in files.Append("Own.deps.json"))
                {
                    await using var content = await zip.CreateEntry(file)
                        .OpenAsync(Cancel);
                    await content.WriteAsync(
                        Encoding.UTF8.GetBytes(file == "Own.deps.json" ? Dependencies : file),
                        Cancel);
                }
            }

            return Package.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<JsonNode> Files(JsonNode bill) =>
        bill["components"]!.AsArray().SelectMany(component => component!["components"]?.AsArray() ?? [])!;

    private static string HashOf(JsonNode component, string algorithm)
    {
        var hash = Assert.Single(component["hashes"]!.AsArray())!;
        Assert.Equal(algorithm, (string)hash["alg"]!);
        return (string)hash["content"]!;
    }

    private static async Task<JsonNode> ReadAsync() => JsonNode.Parse(await File.ReadAllTextAsync(BuiltFile, Cancel))!;
}
