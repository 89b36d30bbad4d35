using System.Text.Encodings.Web;

namespace Twin.Cli.Comparison;

internal static class TopologySection
{
    private const int MaxLines = 80;

    // A tag that is new on so many resources is reported once.
    private const int Many = 4;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Summary(TopologyDifference topology) => string.Create(
        CultureInfo.InvariantCulture,
        $"resources: {topology.Added.Length} added, {topology.Removed.Length} removed, "
        + $"{topology.Changed.Length} changed");

    public static ImmutableArray<string> Blocks(TopologyDifference topology)
    {
        var everywhere = topology.Changed
            .SelectMany(resource => resource.Properties.Select(property => (resource, property)))
            .GroupBy(pair => KeyOf(pair.property))
            .Where(group => group.Count() >= Many)
            .ToDictionary(group => group.Key, group => group.ToList());
        return
        [
            .. topology.Added.Select(resource => $"* added: {Named(resource.Type, resource.Name)}"),
            .. topology.Removed.Select(resource => $"* removed: {Named(resource.Type, resource.Name)}"),
            .. everywhere.Values.Select(group => string.Create(
                CultureInfo.InvariantCulture,
                $"* changed in {group.Count} resources: {Described(group[0].property, "  ")}\n  "
                + $"({MarkdownText.Codes([.. group.Select(pair => pair.resource.Name)])})")),
            .. topology.Changed.SelectMany(resource =>
                Blocks(resource, property => everywhere.ContainsKey(KeyOf(property)))),
            .. topology.AddedEdges.Select(edge => $"* new way: {Described(edge)}"),
            .. topology.RemovedEdges.Select(edge => $"* way that is gone: {Described(edge)}"),
        ];
    }

    private static IEnumerable<string> Blocks(ResourceChange resource, Func<PropertyChange, bool> isTold)
    {
        var properties = resource.Properties.Where(property => !isTold(property)).ToList();
        return properties.Count == 0
            ? []
            : properties
                .Select(property => $"  * {Described(property, "    ")}")
                .Prepend($"* changed: {Named(resource.Type, resource.Name)}");
    }

    private static (string, string, string) KeyOf(PropertyChange change) =>
        (change.Path, Value(change.Before), Value(change.After));

    private static string Named(string type, string name) => $"{MarkdownText.Code(type)} {MarkdownText.Code(name)}";

    private static string Described(Reports.StackRecord.EdgeRecord edge) =>
        $"{MarkdownText.Code(edge.From)} → {MarkdownText.Code(edge.To)}"
        + (edge.Label.Length == 0 ? "" : $" ({MarkdownText.Code(edge.Label)})");

    private static string Described(PropertyChange change, string indent)
    {
        if (IsText(change.Before, out var before) && IsText(change.After, out var after)
            && (before.Contains('\n', StringComparison.Ordinal) || after.Contains('\n', StringComparison.Ordinal))
            && LineDifference.Between(before, after) is { IsEmpty: false } lines)
        {
            var more = lines.Length > MaxLines
                ? string.Create(CultureInfo.InvariantCulture, $"\n{indent}  … {lines.Length - MaxLines} more lines")
                : "";
            var text = string.Concat(lines.Take(MaxLines).Select(line => $"\n{indent}{MarkdownText.Harmless(line)}"));
            return $"{MarkdownText.Code(change.Path)}:\n\n{indent}```diff{text}{more}\n{indent}```\n";
        }

        return $"{MarkdownText.Code(change.Path)}: {Value(change.Before)} → {Value(change.After)}";
    }

    private static bool IsText(JsonNode? node, out string text)
    {
        var isText = node?.GetValueKind() == JsonValueKind.String;
        text = isText ? node!.GetValue<string>() : "";
        return isText;
    }

    private static string Value(JsonNode? node) =>
        node is null ? "*not set*" : MarkdownText.Code(node.ToJsonString(Json));
}
