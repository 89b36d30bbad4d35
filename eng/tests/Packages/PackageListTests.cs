using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace Eng.Tests.Packages;

public sealed partial class PackageListTests
{
    private static readonly string[] Built = ["bin", "obj", "artifacts", "out", "node_modules"];

    public static TheoryData<string> Packages =>
    [
        .. XDocument.Load(Path.Combine(PulumiProject.Folder, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(package => $"{package.Attribute("Include")!.Value} {package.Attribute("Version")!.Value}"),
    ];

    [Theory, MemberData(nameof(Packages))]
    public void A_package_has_one_exact_version(string package) => Assert.Matches(ExactVersion(), package);

    [Fact]
    public void No_project_has_its_own_version_of_a_package() => Assert.Empty(
        from file in Files("*.csproj").Concat(Files("*.props")).Concat(Files("*.targets"))
        from reference in XDocument.Load(file).Descendants("PackageReference")
        where reference.Attributes().Any(attribute => attribute.Name.LocalName is "Version" or "VersionOverride")
        select $"{Path.GetFileName(file)}: {reference}");

    [Fact]
    public void Each_project_has_a_lock_file_for_builds_with_stand_ins_and_there_is_no_other() => Assert.Equal(
        Files("*.csproj")
            // It restores .NET's own packages, for the requested platform.
            .Where(file => Path.GetFileName(file) != "ReadyToRun.csproj")
            .Select(file => $"{Path.GetFileNameWithoutExtension(file)}.lock.json")
            .Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(PulumiProject.Folder, "eng", "standins", "locks"))
            .Select(file => Path.GetFileName(file)!)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Dependabot_watches_each_list_of_packages()
    {
        var lists =
            from list in ((string Ecosystem, string File)[])[("npm", "package.json"), ("pip", "requirements.txt")]
            from file in Files(list.File)
            let folder = Path.GetRelativePath(PulumiProject.Folder, Path.GetDirectoryName(file)!)
            select $"{list.Ecosystem} /{folder.Replace('\\', '/')}";

        Assert.Equal(
            ((string[])["github-actions /", "github-actions /.github/actions/*", "nuget /"])
                .Concat(lists)
                .Order(StringComparer.Ordinal),
            Watched().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Watched()
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(
            File.ReadAllText(Path.Combine(PulumiProject.Folder, ".github", "dependabot.yml")));
        yaml.Load(reader);
        var updates = (YamlSequenceNode)yaml.Documents[0].RootNode["updates"];
        return
            from update in updates.Cast<YamlMappingNode>()
            from entry in update.Children
            where entry.Key is YamlScalarNode { Value: "directory" or "directories" }
            from folder in entry.Value is YamlSequenceNode several ? several : [entry.Value]
            select $"{update["package-ecosystem"]} {folder}";
    }

    private static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(PulumiProject.Folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(PulumiProject.Folder, file)
                .Split(Path.DirectorySeparatorChar)
                .Any(Built.Contains));

    [GeneratedRegex(@"^\S+ \[[0-9]+(\.[0-9]+){2,3}\]$")]
    private static partial Regex ExactVersion();
}
