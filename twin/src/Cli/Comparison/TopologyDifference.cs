using Twin.Cli.Reports;

namespace Twin.Cli.Comparison;

internal sealed record TopologyDifference(
    ImmutableArray<StackRecord.ResourceRecord> Added,
    ImmutableArray<StackRecord.ResourceRecord> Removed,
    ImmutableArray<ResourceChange> Changed,
    ImmutableArray<StackRecord.EdgeRecord> AddedEdges,
    ImmutableArray<StackRecord.EdgeRecord> RemovedEdges)
{
    public static TopologyDifference Between(StackRecord before, StackRecord after)
    {
        var old = before.Resources.ToLookup(KeyOf);
        var fresh = after.Resources.ToLookup(KeyOf);
        return new TopologyDifference(
            [.. after.Resources.Where(resource => !old.Contains(KeyOf(resource)))],
            [.. before.Resources.Where(resource => !fresh.Contains(KeyOf(resource)))],
            [
                .. after.Resources
                    .Where(resource => old.Contains(KeyOf(resource)))
                    .Select(resource => new ResourceChange(
                        resource.Type, resource.Name, [.. Changes(old[KeyOf(resource)].First(), resource)]))
                    .Where(change => !change.Properties.IsEmpty),
            ],
            [.. after.Edges.Except(before.Edges)],
            [.. before.Edges.Except(after.Edges)]);
    }

    private static (string, string) KeyOf(StackRecord.ResourceRecord resource) => (resource.Type, resource.Name);

    private static IEnumerable<PropertyChange> Changes(
        StackRecord.ResourceRecord before, StackRecord.ResourceRecord after) =>
    [
        .. PropertyChange.Between("", WithoutPolicies(before.Inputs), WithoutPolicies(after.Inputs)),
        .. PropertyChange.Between("parent", before.Parent, after.Parent),
        .. PropertyChange.Between("dependsOn", List(before.DependsOn), List(after.DependsOn)),
        .. PropertyChange.Between("protect", before.Protect, after.Protect),
    ];

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static JsonObject WithoutPolicies(JsonObject inputs) => new(
        from property in inputs
        where !DeclaredPolicies.IsPolicy(property.Value)
        select KeyValuePair.Create(property.Key, property.Value?.DeepClone()));
}

/// <param name="Properties">The changed properties without policies, which are in
/// <see cref="PolicyDifference"/>.</param>
internal sealed record ResourceChange(string Type, string Name, ImmutableArray<PropertyChange> Properties);

/// <summary>A value that differs, or that only one side has.</summary>
/// <param name="Path">The names joined by dots, with positions in a list as <c>[0]</c>; empty for the whole.</param>
internal sealed record PropertyChange(string Path, JsonNode? Before, JsonNode? After)
{
    public static IEnumerable<PropertyChange> Between(string path, JsonNode? before, JsonNode? after) =>
        (before, after) switch
        {
            _ when JsonNode.DeepEquals(before, after) => [],
            (JsonObject old, JsonObject fresh) => old.Select(property => property.Key)
                .Union(fresh.Select(property => property.Key))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Between(path.Length == 0 ? name : $"{path}.{name}", old[name], fresh[name])),
            (JsonArray old, JsonArray fresh) when HoldsParts(old) && HoldsParts(fresh) => Between(path, old, fresh),
            _ => [new PropertyChange(path, before, after)],
        };

    private static bool HoldsParts(JsonArray list) => list.All(item => item is JsonObject);

    // Items that both lists contain have not changed, whatever their position; the others are paired in order.
    private static IEnumerable<PropertyChange> Between(string path, JsonArray before, JsonArray after)
    {
        var gone = before.Select((item, place) => (item, place)).ToList();
        var come = new List<(JsonNode? Item, int Place)>();
        foreach (var (item, place) in after.Select((item, place) => (item, place)))
        {
            var same = gone.FindIndex(old => JsonNode.DeepEquals(old.item, item));
            if (same >= 0)
            {
                gone.RemoveAt(same);
            }
            else
            {
                come.Add((item, place));
            }
        }

        return Enumerable.Range(0, Math.Max(gone.Count, come.Count)).SelectMany(pair => Between(
            string.Create(
                CultureInfo.InvariantCulture, $"{path}[{(pair < come.Count ? come[pair].Place : gone[pair].place)}]"),
            pair < gone.Count ? gone[pair].item : null,
            pair < come.Count ? come[pair].Item : null));
    }
}
