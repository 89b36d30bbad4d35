using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Twin.Aws.CloudWatch;

/// <summary>
/// A search for a dashboard's metrics: <c>SEARCH('{namespace,dimension,…} MetricName="name" dimension="value"', …)</c>
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html). Words without a
/// property name are ignored.
/// </summary>
/// <param name="Text">The expression as written.</param>
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

    /// <summary>
    /// The searches in an expression; any other expression uses metrics that the dashboard names separately.
    /// </summary>
    public static IEnumerable<MetricSearch> In(string expression) =>
        SearchForm().Matches(expression).Select(search => new MetricSearch(search.Groups[2].Value));

    /// <summary>Determines whether the search finds a metric.</summary>
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
