using System.Text.RegularExpressions;

namespace Twin.Aws.CloudWatch;

/// <summary>The metrics and alarms that a dashboard's body names; its layout is ignored.</summary>
/// <param name="Metrics">The metrics, each once.</param>
/// <param name="Searches">The search expressions, each once.</param>
internal sealed record Dashboard(
    ImmutableArray<MetricIdentity> Metrics,
    ImmutableArray<MetricSearch> Searches,
    ImmutableArray<string> Alarms)
{
    // "Dashboard body structure and syntax" in CloudWatch's API reference.
    private const string SameAsBefore = ".";
    private const string AllSameAsBefore = "...";

    public static Dashboard Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var metrics = new List<MetricIdentity>();
            var searches = new List<MetricSearch>();
            var alarms = new List<string>();
            foreach (var widget in List(json.RootElement, "widgets") ?? throw new FormatException("it has no widgets"))
            {
                if (widget.ValueKind != JsonValueKind.Object
                    || !widget.TryGetProperty("properties", out var properties))
                {
                    throw new FormatException("a widget has no properties");
                }

                IReadOnlyList<string> before = [];
                foreach (var line in List(properties, "metrics") ?? [])
                {
                    before = Read(line, before, metrics, searches);
                }

                alarms.AddRange(Texts(properties, "alarms"));
                if (properties.TryGetProperty("annotations", out var annotations))
                {
                    alarms.AddRange(Texts(annotations, "alarms"));
                }
            }

            return new Dashboard([.. metrics.Distinct()], [.. searches.Distinct()], [.. alarms.Distinct()]);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"it is not JSON: {broken.Message}");
        }
    }

    // One line is ["namespace", "name", "dimension", "value", …, { options }], or [{ "expression": … }].
    private static IReadOnlyList<string> Read(
        JsonElement line, IReadOnlyList<string> before, List<MetricIdentity> metrics, List<MetricSearch> searches)
    {
        if (line.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"the metric {line.GetRawText()} is not a list");
        }

        var parts = line.EnumerateArray().ToList();
        var names = parts.TakeWhile(part => part.ValueKind == JsonValueKind.String)
            .Select(part => part.GetString()!)
            .ToList();
        if (names.Count == 0)
        {
            if (parts is [{ ValueKind: JsonValueKind.Object } options]
                && options.TryGetProperty("expression", out var expression)
                && expression.GetString() is { } text)
            {
                searches.AddRange(MetricSearch.In(text));
                return before;
            }

            throw new FormatException($"the metric {line.GetRawText()} has neither a name nor an expression");
        }

        if (parts.Count > names.Count + 1 || (parts.Count > names.Count && parts[^1].ValueKind != JsonValueKind.Object))
        {
            throw new FormatException($"the metric {line.GetRawText()} has something else between its names");
        }

        var full = Expanded(names, before);
        if (full.Count < 2 || full.Count % 2 != 0 || full.Any(name => name is SameAsBefore or AllSameAsBefore))
        {
            throw new FormatException(
                $"the metric {line.GetRawText()} is not a namespace, a name, and pairs of dimension and value");
        }

        metrics.Add(MetricIdentity.Create(full[0], full[1], full.Skip(2).Chunk(2).Select(pair => (pair[0], pair[1]))));
        return full;
    }

    private static List<string> Expanded(List<string> names, IReadOnlyList<string> before) =>
        names is [AllSameAsBefore, .. var changed] && changed.Count <= before.Count
            ? [.. before.Take(before.Count - changed.Count), .. changed]
            : [.. names.Select((name, index) => name == SameAsBefore && index < before.Count ? before[index] : name)];

    private static List<JsonElement>? List(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : null;

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        (List(element, name) ?? []).Select(item => item.GetString() ?? "");
}

/// <summary>A search for a dashboard's metrics: <c>SEARCH('{namespace,dimension,…} MetricName="name"
/// dimension="value"', …)</c>
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html). Words without a
/// property name are ignored.</summary>
internal sealed partial record MetricSearch(string Text)
{
    /// <summary>The namespace that is searched, null for all.</summary>
    public string? Namespace =>
        Schema is [var @namespace, ..] ? @namespace : Terms.GetValueOrDefault(nameof(Namespace));

    private ImmutableArray<string> Schema => SchemaForm().Match(Text) is { Success: true } schema
        ? [.. schema.Groups[1].Value.Split(',').Select(name => name.Trim().Trim('"'))]
        : [];

    private ImmutableDictionary<string, string> Terms => TermForm().Matches(Text)
        .GroupBy(term => term.Groups[1].Value)
        .ToImmutableDictionary(terms => terms.Key, terms => terms.First().Groups[2].Value);

    /// <summary>The searches in an expression; any other one uses metrics that the dashboard names as well.</summary>
    public static IEnumerable<MetricSearch> In(string expression) =>
        SearchForm().Matches(expression).Select(search => new MetricSearch(search.Groups[2].Value));

    public bool Finds(MetricIdentity metric) =>
        (Namespace is not { } @namespace || @namespace == metric.Namespace)
        && (Schema.IsEmpty || Schema.Skip(1).Order(StringComparer.Ordinal).SequenceEqual(metric.Dimensions.Keys))
        && Terms.Where(term => term.Key != nameof(Namespace)).All(term => term.Key == "MetricName"
            ? term.Value == metric.Name
            : metric.Dimensions.GetValueOrDefault(term.Key) == term.Value);

    [GeneratedRegex("""SEARCH\(\s*(['"])(.*?)\1\s*,""", RegexOptions.CultureInvariant)]
    private static partial Regex SearchForm();

    [GeneratedRegex("""\{([^}]*)\}""", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaForm();

    [GeneratedRegex("(\\w+)\\s*=\\s*\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex TermForm();
}
