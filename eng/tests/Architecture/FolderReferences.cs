namespace Eng.Tests.Architecture;

/// <summary>The references between the folders of one project: each namespace is a folder, and the global namespace
/// is the project's root.</summary>
internal sealed class FolderReferences
{
    // One reference from each folder to each other one: the first by name.
    private readonly ILookup<string, FolderReference> _references;

    /// <param name="project">The namespace of the project's root folder. Types outside of it are generated.</param>
    public FolderReferences(string path, string project)
    {
        var types = CompiledAssembly.Read(path)
            .Select(type => (Type: type, Folder: FolderOf(type)))
            .Where(found => found.Folder is not null)
            .OrderBy(found => found.Type.FullName, StringComparer.Ordinal)
            .ToList();
        var byName = types.ToLookup(found => found.Type.FullName, StringComparer.Ordinal);
        _references = (
            from one in types
            from other in one.Type.References.Order(StringComparer.Ordinal).SelectMany(name => byName[name])
            where one.Folder != other.Folder
            select new FolderReference(one.Folder!, other.Folder!, one.Type.FullName, other.Type.FullName))
            .DistinctBy(reference => (reference.FromFolder, reference.ToFolder))
            .ToLookup(reference => reference.FromFolder);

        string? FolderOf(CompiledType type) => type.Namespace switch
        {
            "" => project,
            var own when own == project || own.StartsWith(project + ".", StringComparison.Ordinal) => own,
            _ => null,
        };
    }

    /// <summary>The shortest circles of references: first those of two folders that refer to each other; where there
    /// are none, longer ones.</summary>
    public IReadOnlyList<string> Circles() =>
    [
        .. _references
            .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .SelectMany(folder => folder)
            .Select(WayBack)
            .OfType<List<FolderReference>>()
            .GroupBy(circle => circle.Count)
            .MinBy(circles => circles.Key)?
            .DistinctBy(circle =>
                string.Join(' ', circle.Select(step => step.FromFolder).Order(StringComparer.Ordinal)))
            .Select(Told) ?? [],
    ];

    private static string Told(List<FolderReference> circle) =>
        $"{string.Join(" -> ", circle.Select(step => step.FromFolder).Append(circle[0].FromFolder))}: "
        + string.Join(", ", circle.Select(step => $"{step.From} refers to {step.To}"));

    private List<FolderReference>? WayBack(FolderReference first)
    {
        var ways = new Queue<List<FolderReference>>([[first]]);
        var reached = new HashSet<string>(StringComparer.Ordinal) { first.ToFolder };
        while (ways.TryDequeue(out var way))
        {
            if (way[^1].ToFolder == first.FromFolder)
            {
                return way;
            }

            foreach (var step in _references[way[^1].ToFolder].Where(step => reached.Add(step.ToFolder)))
            {
                ways.Enqueue([.. way, step]);
            }
        }

        return null;
    }
}

/// <summary>A reference from one folder of a project to another.</summary>
/// <param name="From">The full name of the type that refers to the other.</param>
internal sealed record FolderReference(string FromFolder, string ToFolder, string From, string To);
