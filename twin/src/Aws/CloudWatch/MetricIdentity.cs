using System.Collections.Immutable;

namespace Twin.Aws.CloudWatch;

/// <summary>The identity of a metric: a value with one dimension more or less belongs to another metric.</summary>
/// <param name="Namespace">For example <c>AWS/Lambda</c>.</param>
/// <param name="Name">For example <c>Errors</c>.</param>
/// <param name="Dimensions">The dimensions by name.</param>
public sealed record MetricIdentity(
    string Namespace, string Name, ImmutableSortedDictionary<string, string> Dimensions)
{
    /// <summary>The identity with these dimensions, in any order.</summary>
    public static MetricIdentity Of(
        string @namespace, string name, params IEnumerable<(string Name, string Value)> dimensions) =>
        new(@namespace, name, dimensions.ToImmutableSortedDictionary(
            dimension => dimension.Name, dimension => dimension.Value, StringComparer.Ordinal));

    public bool Equals(MetricIdentity? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The readable form: <c>AWS/Lambda Errors {FunctionName=extract}</c>.</summary>
    public override string ToString() =>
        $"{Namespace} {Name} {{{string.Join(", ", Dimensions.Select(pair => $"{pair.Key}={pair.Value}"))}}}";
}
