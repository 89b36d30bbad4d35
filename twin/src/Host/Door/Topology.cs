using Twin.Host.Loading;

namespace Twin.Host.Door;

/// <summary>The paths of data, events and notifications between the declared resources.</summary>
public static class Topology
{
    public static ImmutableArray<Edge> EdgesOf(DeclaredStack stack) =>
    [
        .. TwinModules.All.SelectMany(module => module.Edges(stack))
            .Distinct()
            .OrderBy(edge => edge.From.Name, StringComparer.Ordinal)
            .ThenBy(edge => edge.To.Name, StringComparer.Ordinal)
            .ThenBy(edge => edge.Label, StringComparer.Ordinal)
            .ThenBy(edge => edge.From.Type, StringComparer.Ordinal)
            .ThenBy(edge => edge.To.Type, StringComparer.Ordinal),
    ];
}
