using System.Collections.Immutable;
using Local.Aws;
using Local.Aws.Declaration;

namespace Local.Cli.Graph;

/// <summary>The ways of the data, of the events and of notifications, as the declarations connect them.</summary>
internal static class Topology
{
    /// <summary>Every edge, each once, in a stable order.</summary>
    public static ImmutableArray<Edge> EdgesOf(DeclaredStack stack) =>
    [
        .. AwsModules.All.SelectMany(module => module.Edges(stack))
            .Distinct()
            .OrderBy(edge => edge.From.Name, StringComparer.Ordinal)
            .ThenBy(edge => edge.To.Name, StringComparer.Ordinal)
            .ThenBy(edge => edge.Label, StringComparer.Ordinal)
            .ThenBy(edge => edge.From.Type, StringComparer.Ordinal)
            .ThenBy(edge => edge.To.Type, StringComparer.Ordinal),
    ];
}
