using System.Collections.Immutable;

namespace Twin.Declaration.Policies;

/// <summary>A condition operator that the twin judges, by the names of IAM's reference ("IAM JSON policy elements:
/// Condition operators").</summary>
/// <param name="HoldsWithoutKey">True if the condition holds when the request does not have the key.</param>
/// <param name="Negated">True if the condition holds when no value fits.</param>
/// <param name="Fits">Compares the policy's value (first) with the request's (second).</param>
/// <param name="Misformed">The reason why a value is not one that the twin judges; null if it is one.</param>
public sealed record ConditionOperator(
    string Name,
    bool HoldsWithoutKey,
    bool Negated,
    Func<string, string, bool> Fits,
    Func<string, string?> Misformed)
{
    private static readonly ImmutableSortedDictionary<string, ConditionOperator> Accepted =
        new ConditionOperator[]
        {
            new("ArnLike", false, false, Arn.Like, Arn.Misformed),
            new("ArnLikeIfExists", true, false, Arn.Like, Arn.Misformed),
            new("ArnNotEquals", true, true, Arn.Like, Arn.Misformed),
            new("Bool", false, false, Same, NoBoolean),
            new("BoolIfExists", true, false, Same, NoBoolean),
            new("Null", true, false, (_, _) => false, NoBoolean),
            new("StringEquals", false, false, Same, _ => null),
            new("StringEqualsIfExists", true, false, Same, _ => null),
            new("StringLike", false, false, (wanted, given) => Wildcard.Matches(wanted, given), _ => null),
            new("StringNotEquals", true, true, Same, _ => null),
        }.ToImmutableSortedDictionary(known => known.Name, known => known, StringComparer.Ordinal);

    /// <summary>True for <c>Null</c>, the only operator that tests whether a key is present.</summary>
    public bool AsksForAbsence => Name == "Null";

    /// <exception cref="PolicyException">The twin does not judge the operator.</exception>
    public static ConditionOperator Parse(string name) => Accepted.TryGetValue(name, out var known)
        ? known
        : throw new PolicyException(
            $"the twin does not judge the condition operator \"{name}\". It judges {string.Join(", ", Accepted.Keys)}.");

    private static bool Same(string wanted, string given) => string.Equals(wanted, given, StringComparison.Ordinal);

    private static string? NoBoolean(string value) => value is "true" or "false" ? null : "is neither true nor false";
}
