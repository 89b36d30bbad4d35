using System.Collections.Immutable;
using System.Text.Json.Nodes;
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

/// <param name="Properties">
/// The changed properties without policies, which are in <see cref="PolicyDifference"/>.
/// </param>
internal sealed record ResourceChange(string Type, string Name, ImmutableArray<PropertyChange> Properties);
