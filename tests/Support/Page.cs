using System.Text.RegularExpressions;

namespace Tests.Support;

/// <summary>A page of the documentation: a Markdown file of this repository.</summary>
internal sealed partial record Page(string Name, string Text)
{
    private static readonly ImmutableArray<string> OutputFolders = ["bin", "obj", "node_modules"];

    /// <summary>All pages: those in the root, in the folders of the projects and of the documentation.</summary>
    public static ImmutableArray<Page> All { get; } =
    [
        .. Files("", SearchOption.TopDirectoryOnly)
            .Concat(Files("docs", SearchOption.AllDirectories))
            .Concat(Files("eng", SearchOption.AllDirectories))
            .Concat(Files("functions", SearchOption.AllDirectories))
            .Concat(Files("twin", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(PulumiProject.Folder, file).Replace('\\', '/'))
            .Where(name => !name.Split('/').Any(OutputFolders.Contains))
            .Order(StringComparer.Ordinal)
            .Select(name => new Page(
                name, File.ReadAllText(Path.Combine(PulumiProject.Folder, name)).ReplaceLineEndings("\n"))),
    ];

    /// <summary>The pages whose commands CI runs, in the order in which it reads them.</summary>
    public static ImmutableArray<Page> WithCommands { get; } =
    [
        Get("README.md"),
        Get("CONTRIBUTING.md"),
        Get("twin/README.md"),
        .. All.Where(page => page.Name.StartsWith("docs/", StringComparison.Ordinal)),
    ];

    /// <summary>The commands of each block of the type <c>sh</c>.</summary>
    public IEnumerable<string> CommandBlocks => Blocks()
        .Where(block => block.Groups["type"].Value == "sh")
        .Select(block => block.Groups["text"].Value);

    public IEnumerable<string> Links =>
        Link().Matches(Code().Replace(Prose, "")).Select(link => link.Groups["target"].Value);

    public IEnumerable<string> Anchors => Heading().Matches(Prose)
        .Select(heading =>
            NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    public IEnumerable<string> CodeSpans => SpansIn(Prose);

    private string Prose => Block().Replace(Text, "");

    public static Page Get(string name) => All.Single(page => page.Name == name);

    public static IEnumerable<string> SpansIn(string text) =>
        Code().Matches(text).Select(code => code.Groups["text"].Value.Replace('\n', ' '));

    /// <summary>The text of the block of a type; there is one.</summary>
    public string BlockOf(string type) =>
        Blocks().Single(block => block.Groups["type"].Value == type).Groups["text"].Value;

    public IEnumerable<ImmutableArray<string>> Rows(string header) => Text.Split('\n')
        .SkipWhile(line => line != header)
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries).ToImmutableArray());

    private static IEnumerable<string> Files(string folder, SearchOption depth) =>
        Directory.EnumerateFiles(Path.Combine(PulumiProject.Folder, folder), "*.md", depth);

    private MatchCollection Blocks() => Block().Matches(Text);

    [GeneratedRegex("^ *```(?<type>\\w*)\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[^\\p{L}\\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
