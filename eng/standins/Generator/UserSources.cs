using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Generator;

/// <summary>The C# sources that use the provider's classes, and the sources that these classes need.</summary>
/// <param name="Users">The sources of the projects that use Pulumi.</param>
/// <param name="Foundation">The stand-in for Pulumi's SDK, and the part of the provider that is not generated.</param>
internal sealed partial record UserSources(IReadOnlyList<SyntaxTree> Users, IReadOnlyList<SyntaxTree> Foundation)
{
    private static readonly string[] UserFolders = ["infra", "twin", "tests", "eng/bench", "eng/tests"];
    private static readonly string[] FoundationFolders = ["Pulumi", "Pulumi.Aws", "Pulumi.Snowflake"];

    public static UserSources Read(string repository, string standins) => new(
        [.. UserFolders.SelectMany(folder => Parse(Path.Combine(repository, folder)))],
        [
            .. FoundationFolders.SelectMany(folder => Parse(Path.Combine(standins, folder))),
        ]);

    /// <summary>The identifiers in the users' sources, with any meaning.</summary>
    public IReadOnlySet<string> Identifiers() => Users
        .SelectMany(tree => tree.GetRoot().DescendantTokens())
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The names that follow <c>Pulumi.Aws</c> in them: mostly namespaces.</summary>
    public IReadOnlySet<string> Namespaces() => Users
        .SelectMany(tree => BehindAws().Matches(tree.ToString()))
        .Select(match => match.Groups["name"].Value)
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<SyntaxTree> Parse(string folder)
    {
        string[] generated = ["bin", "obj", "generated"];
        return !Directory.Exists(folder) ? [] : Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/', '\\').Any(generated.Contains))
            .Select(file => CSharpSyntaxTree.ParseText(
                ProjectUsings(Path.GetDirectoryName(file)!) + File.ReadAllText(file), path: file));
    }

    // The namespaces that the nearest project file imports for all of its sources.
    private static string ProjectUsings(string folder)
    {
        var project = Directory.EnumerateFiles(folder, "*.csproj").FirstOrDefault();
        return project is not null
            ? string.Concat(
                from item in XDocument.Load(project).Descendants("Using")
                select $"using {(item.Attribute("Static") is null ? "" : "static ")}{item.Attribute("Include")!.Value}; ")
            : Path.GetDirectoryName(folder) is { } parent ? ProjectUsings(parent) : "";
    }

    [GeneratedRegex(@"\bPulumi\.Aws\.(?<name>\w+)")]
    private static partial Regex BehindAws();
}
