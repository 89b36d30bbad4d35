using Twin.Host.Door;

namespace Twin.Cli.Graph;

/// <summary>The topology as Mermaid text (https://mermaid.js.org/syntax/flowchart.html), with a box for each
/// stage.</summary>
internal static class Mermaid
{
    public static string Draw(DeclaredStack stack)
    {
        var edges = Topology.EdgesOf(stack);
        var drawn = edges.SelectMany(edge => new[] { edge.From, edge.To }).ToHashSet();
        var names = stack.Resources
            .Where(drawn.Contains)
            .Select((resource, index) => (resource, name: string.Create(CultureInfo.InvariantCulture, $"n{index}")))
            .ToDictionary(pair => pair.resource, pair => pair.name);

        var text = new StringBuilder("flowchart LR\n");
        var stages = names.Keys
            .GroupBy(resource => StageOf(stack, resource))
            .OrderBy(stage => stage.Key, StringComparer.Ordinal);
        foreach (var (stage, index) in stages.Select((stage, index) => (stage, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  subgraph s{index}[\"{Escape(stage.Key)}\"]\n");
            foreach (var resource in stage)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {names[resource]}{Shape(stack, resource)}\n");
            }

            text.Append("  end\n");
        }

        foreach (var edge in edges)
        {
            var label = edge.Label.Length == 0 ? "" : $"|\"{Escape(edge.Label)}\"|";
            text.Append(CultureInfo.InvariantCulture, $"  {names[edge.From]} -->{label} {names[edge.To]}\n");
        }

        // A comment for readers who miss a resource: these support the drawn ones, and appear in their labels.
        var leftOut = stack.Resources
            .Where(resource => resource.IsOfProvider && !drawn.Contains(resource))
            .CountBy(resource => resource.Type.Split(':')[^1])
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value} {kind.Key}"));
        text.Append(CultureInfo.InvariantCulture, $"  %% not drawn: {string.Join(", ", leftOut)}\n");

        return text.ToString();
    }

    // The outermost component below the stack itself.
    private static string StageOf(DeclaredStack stack, DeclaredResource resource)
    {
        var stage = resource;
        while (stack.Resources.FirstOrDefault(other => other.Title == stage.Parent) is { } parent)
        {
            stage = parent;
        }

        return stage == resource ? "Stack" : stage.Type.Split(':')[^1];
    }

    private static string Shape(DeclaredStack stack, DeclaredResource resource)
    {
        var facts = string.Join(" · ", FactsOf(stack, resource));
        var name = resource.Kind?.Label(resource) ?? resource.Name;
        var label = $"{Escape(resource.Type.Split(':')[^1])}<br/>{Escape(name)}"
            + (facts.Length == 0 ? "" : $"<br/><i>{Escape(facts)}</i>");
        return resource.Kind?.Shape switch
        {
            NodeShape.Cylinder => $"[(\"{label}\")]",
            NodeShape.Hexagon => $"{{{{\"{label}\"}}}}",
            NodeShape.Slanted => $"[/\"{label}\"/]",
            _ => $"[\"{label}\"]",
        };
    }

    private static IEnumerable<string> FactsOf(DeclaredStack stack, DeclaredResource resource) =>
        (resource.Kind?.Facts(stack, resource) ?? [])
            .Append(resource.Protect ? "protected" : null)
            .OfType<string>();

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .ReplaceLineEndings(" ");
}
