using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Declaration;

/// <summary>The declared properties of a stack, each with the twin's treatment of it.</summary>
public sealed record PropertyCoverage(ImmutableArray<CoveredProperty> Properties)
{
    // Tags have no effect on one machine.
    private const string Tags = "tags";
    private const string TagsIgnored = "for people and for bills";

    /// <summary>A line for each type and each property that the twin does not support.</summary>
    public ImmutableArray<string> Unknown =>
    [
        .. Properties
            .Where(property => property.State == CoverageState.Unknown)
            .SelectMany(property => property.Resources.Select(title => property.Path.Length == 0
                ? $"{title}: the twin does not know this type"
                : $"{title}: the twin does not know the property '{property.Path}'"))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public override string ToString()
    {
        int Count(CoverageState state) => Properties.Count(property => property.State == state);

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(CoverageState.CarriedOut)} declared properties carried out, {Count(CoverageState.Ignored)} "
            + $"ignored with a reason, {Count(CoverageState.Unknown)} unknown");
    }

    public static PropertyCoverage From(DeclaredStack stack, PropertyReads reads) => new(
    [
        .. stack.Resources
            .Where(resource => resource.IsOfProvider)
            .SelectMany(resource => PathsOf(resource)
                .Select(path => reads.MapOf(resource.Type, path) is { } map ? $"{map}.*" : path)
                .Select(path => (resource, path)))
            .GroupBy(found => (found.resource.Type, found.path))
            .OrderBy(group => group.Key.Type, StringComparer.Ordinal)
            .ThenBy(group => group.Key.path, StringComparer.Ordinal)
            .Select(group => Covered(
                group.First().resource,
                group.Key.path,
                [.. group.Select(found => found.resource.Title).Order(StringComparer.Ordinal)],
                reads)),
    ]);

    private static CoveredProperty Covered(
        DeclaredResource resource, string path, ImmutableArray<string> titles, PropertyReads reads)
    {
        var ignored = IgnoredBecause(resource.Kind, path);
        var state = reads.Contains(resource.Type, path) ? CoverageState.CarriedOut
            : ignored is not null ? CoverageState.Ignored
            : CoverageState.Unknown;
        return new CoveredProperty(
            resource.Type, path, state, state == CoverageState.Ignored ? ignored : null, titles);
    }

    private static string? IgnoredBecause(ResourceKind? kind, string path)
    {
        if (path == Tags)
        {
            return TagsIgnored;
        }

        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (kind?.Ignored.GetValueOrDefault(path[..end]) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    // A type that the twin does not run has one path, the empty one.
    private static IEnumerable<string> PathsOf(DeclaredResource resource) =>
        resource.Kind is null ? [""] : resource.Inputs.SelectMany(input => Paths(input.Value, input.Key));

    private static IEnumerable<string> Paths(object value, string path) => value switch
    {
        // The keys of tags are not properties.
        _ when path == Tags => [path],
        // The SDK sends an empty list or map for one that was only read: it declares nothing.
        "" or ImmutableArray<object> { IsEmpty: true } => [],
        ImmutableDictionary<string, object> map => map.SelectMany(pair => Paths(pair.Value, $"{path}.{pair.Key}")),
        ImmutableArray<object> list when list.Any(item => item is ImmutableDictionary<string, object>) =>
            list.SelectMany(item => Paths(item, path)),
        _ => [path],
    };
}

/// <param name="Path">The property's path, without indexes of lists. Empty: the twin does not run the type.</param>
/// <param name="Reason">The reason why it has no effect on one machine; null if it is not ignored.</param>
public sealed record CoveredProperty(
    string Type, string Path, CoverageState State, string? Reason, ImmutableArray<string> Resources);

public enum CoverageState
{
    CarriedOut,

    /// <summary>It has no effect on one machine, for a written reason.</summary>
    Ignored,

    /// <summary>Nothing reads it; a run lists it.</summary>
    Unknown,
}

/// <summary>The properties that the twin's services have read, by type. Safe for concurrent use.</summary>
public sealed class PropertyReads
{
    private readonly ConcurrentDictionary<(string Type, string Path), bool> _values = [];
    private readonly ConcurrentDictionary<(string Type, string Path), bool> _maps = [];

    /// <param name="path">The property's path, without indexes of lists.</param>
    public void Add(string type, string path) => _values.TryAdd((type, path), true);

    /// <summary>Records that a map was read with all its keys.</summary>
    public void AddMap(string type, string path) => _maps.TryAdd((type, path), true);

    public bool Contains(string type, string path) =>
        _values.ContainsKey((type, path)) || MapOf(type, path) is not null;

    /// <summary>The path of the map that has a property as a key; null if no such map was read.</summary>
    public string? MapOf(string type, string path)
    {
        // A key may contain dots.
        for (var end = path.LastIndexOf('.'); end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (_maps.ContainsKey((type, path[..end])))
            {
                return path[..end];
            }
        }

        return null;
    }
}
