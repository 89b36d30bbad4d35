namespace Generator;

/// <param name="File">The file of the npm package without its ending: <c>s3/bucket</c>, <c>getRegion</c>.</param>
/// <param name="LeftOut">Properties that are not written.</param>
internal sealed record ListedItem(string File, IReadOnlySet<string> LeftOut)
{
    /// <summary>The provider's module: <c>s3</c>; empty for what is at the root.</summary>
    public string Module => File.Contains('/', StringComparison.Ordinal) ? File[..File.IndexOf('/')] : "";

    public string Name => Names.Upper(File[(File.IndexOf('/') + 1)..]);

    public string Documentation =>
        $"https://www.pulumi.com/registry/packages/aws/api-docs/{File.ToLowerInvariant()}/";

    public bool IsFunction => Name.StartsWith("Get", StringComparison.Ordinal);

    public bool IsProvider => File == "provider";
}

/// <summary>What is written, and of which version of the provider: <c>resources.txt</c>.</summary>
internal sealed record ResourceList(string Version, IReadOnlyList<ListedItem> Items)
{
    public static ResourceList Read(string path)
    {
        string? version = null;
        var items = new List<ListedItem>();
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "version")
            {
                version = words[1];
            }
            else
            {
                items.Add(new ListedItem(words[0], words.Skip(1).Select(w => w.TrimStart('-')).ToHashSet()));
            }
        }

        return new ResourceList(version ?? throw new GeneratorException($"{path} names no version"), items);
    }
}
