using System.Globalization;
using System.Net;

namespace Twin.Declaration.Policies;

/// <summary>The quantifier of a condition on a key with several values.</summary>
public enum ConditionQuantifier
{
    None,
    Any,

    /// <summary><c>ForAllValues:</c>; holds if the key is absent.</summary>
    All,
}

/// <summary>A condition operator, by the names of IAM's reference ("IAM JSON policy elements: Condition
/// operators").</summary>
/// <param name="IfExists">True if the condition holds when the key is absent.</param>
/// <param name="Negated">True if the condition holds when the test does not.</param>
/// <param name="Test">Compares the policy's value (first) with the request's (second).</param>
public sealed record ConditionOperator(
    string Name,
    ConditionQuantifier Quantifier,
    bool IfExists,
    bool Negated,
    Func<string, string, bool> Test)
{
    private const string IfExistsSuffix = "IfExists";
    private const string AnyPrefix = "ForAnyValue:";
    private const string AllPrefix = "ForAllValues:";

    private static readonly Dictionary<string, (bool Negated, Func<string, string, bool> Test)> Supported =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["StringEquals"] = (false, Same),
            ["StringNotEquals"] = (true, Same),
            ["StringEqualsIgnoreCase"] = (false, SameInAnyCase),
            ["StringNotEqualsIgnoreCase"] = (true, SameInAnyCase),
            ["StringLike"] = (false, Like),
            ["StringNotLike"] = (true, Like),
            ["ArnEquals"] = (false, Arn.Like),
            ["ArnLike"] = (false, Arn.Like),
            ["ArnNotEquals"] = (true, Arn.Like),
            ["ArnNotLike"] = (true, Arn.Like),
            ["Bool"] = (false, SameInAnyCase),
            ["Null"] = (false, SameInAnyCase),
            ["IpAddress"] = (false, InNetwork),
            ["NotIpAddress"] = (true, InNetwork),
            ["NumericEquals"] = (false, Number((wanted, given) => given == wanted)),
            ["NumericNotEquals"] = (true, Number((wanted, given) => given == wanted)),
            ["NumericLessThan"] = (false, Number((wanted, given) => given < wanted)),
            ["NumericLessThanEquals"] = (false, Number((wanted, given) => given <= wanted)),
            ["NumericGreaterThan"] = (false, Number((wanted, given) => given > wanted)),
            ["NumericGreaterThanEquals"] = (false, Number((wanted, given) => given >= wanted)),
            ["DateEquals"] = (false, Date((wanted, given) => given == wanted)),
            ["DateNotEquals"] = (true, Date((wanted, given) => given == wanted)),
            ["DateLessThan"] = (false, Date((wanted, given) => given < wanted)),
            ["DateLessThanEquals"] = (false, Date((wanted, given) => given <= wanted)),
            ["DateGreaterThan"] = (false, Date((wanted, given) => given > wanted)),
            ["DateGreaterThanEquals"] = (false, Date((wanted, given) => given >= wanted)),
        };

    /// <summary>True for <c>Null</c>, the only operator that tests whether a key is present.</summary>
    public bool AsksForAbsence => Name.Equals("Null", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="PolicyException">The operator is unknown.</exception>
    public static ConditionOperator Parse(string name)
    {
        var (quantifier, rest) = name switch
        {
            _ when name.StartsWith(AnyPrefix, StringComparison.OrdinalIgnoreCase) =>
                (ConditionQuantifier.Any, name[AnyPrefix.Length..]),
            _ when name.StartsWith(AllPrefix, StringComparison.OrdinalIgnoreCase) =>
                (ConditionQuantifier.All, name[AllPrefix.Length..]),
            _ => (ConditionQuantifier.None, name),
        };
        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        var plain = ifExists ? rest[..^IfExistsSuffix.Length] : rest;
        return Supported.TryGetValue(plain, out var known) && !(ifExists && plain == "Null")
            ? new ConditionOperator(name, quantifier, ifExists, known.Negated, known.Test)
            : throw new PolicyException(
                $"The condition operator \"{name}\" is not known. Known: {string.Join(", ", Supported.Keys.Order())}, "
                + $"each with {AnyPrefix} or {AllPrefix} before it and {IfExistsSuffix} (except for Null) after it.");
    }

    private static bool Same(string wanted, string given) => string.Equals(wanted, given, StringComparison.Ordinal);

    private static bool SameInAnyCase(string wanted, string given) =>
        string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase);

    private static bool Like(string wanted, string given) => Wildcard.Matches(wanted, given);

    private static bool InNetwork(string wanted, string given)
    {
        var range = wanted.Contains('/', StringComparison.Ordinal)
            ? wanted
            : wanted + (wanted.Contains(':', StringComparison.Ordinal) ? "/128" : "/32");
        return IPNetwork.TryParse(range, out var network)
            && IPAddress.TryParse(given, out var address)
            && network.Contains(address);
    }

    private static Func<string, string, bool> Number(Func<decimal, decimal, bool> compare) =>
        (wanted, given) =>
            decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var right)
            && decimal.TryParse(given, CultureInfo.InvariantCulture, out var left)
            && compare(right, left);

    private static Func<string, string, bool> Date(Func<DateTimeOffset, DateTimeOffset, bool> compare) =>
        (wanted, given) => TryDate(wanted, out var right) && TryDate(given, out var left) && compare(right, left);

    private static bool TryDate(string text, out DateTimeOffset date)
    {
        if (long.TryParse(text, CultureInfo.InvariantCulture, out var seconds))
        {
            date = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
    }
}
