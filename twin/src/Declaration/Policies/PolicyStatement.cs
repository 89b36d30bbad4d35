namespace Twin.Declaration.Policies;

/// <param name="Label">The Sid, or the position counted from 0: <c>#0</c>.</param>
/// <param name="Allows">True for Allow, false for Deny.</param>
/// <param name="Actions">The actions, compared regardless of case.</param>
/// <param name="Resources">The resources; null in a trust policy, whose resource is the role itself.</param>
/// <param name="Principal">The principal; null in an identity-based policy, whose principal is the role that has
/// it.</param>
/// <param name="Conditions">The conditions, all of which must hold.</param>
public sealed record PolicyStatement(
    string Label,
    bool Allows,
    PatternSet Actions,
    PatternSet? Resources,
    PolicyPrincipal? Principal,
    IReadOnlyList<PolicyCondition> Conditions)
{
    public bool Covers(string action, string resource, RequestContext context) =>
        Actions.Covers(action, ActionMatches)
        && (Resources is null || Resources.Covers(resource, Arn.Like))
        && Conditions.All(condition => condition.Holds(context));

    /// <summary>Determines whether an action such as <c>s3:GetObject</c> matches a pattern such as
    /// <c>s3:Get*</c>.</summary>
    public static bool ActionMatches(string pattern, string action) =>
        Wildcard.Matches(pattern, action, ignoreCase: true);
}

/// <summary>A statement's Action or Resource element, or its Not… form.</summary>
/// <param name="Excluded">True for NotAction and NotResource: matches if none of the patterns does.</param>
public sealed record PatternSet(IReadOnlyList<string> Patterns, bool Excluded)
{
    /// <summary>Determines whether <paramref name="value"/> is covered, each pattern compared by
    /// <paramref name="fits"/>.</summary>
    public bool Covers(string value, Func<string, string, bool> fits) =>
        Patterns.Any(pattern => fits(pattern, value)) != Excluded;
}

/// <summary>The principals of a statement in a trust policy or a resource-based policy.</summary>
/// <param name="Anyone">True for <c>"Principal": "*"</c> and <c>{"AWS": "*"}</c>.</param>
/// <param name="Aws">The ARNs of roles, sessions or accounts, and account ids.</param>
/// <param name="Services">The service principals, for example <c>lambda.amazonaws.com</c>.</param>
public sealed record PolicyPrincipal(bool Anyone, IReadOnlyList<string> Aws, IReadOnlyList<string> Services)
{
    /// <summary>Determines whether a role's session matches. An account as principal matches in a Deny statement; in an
    /// Allow statement it only delegates to the account's own identity-based policies, so it grants nothing by
    /// itself.</summary>
    public bool Matches(string accountId, string roleArn, string sessionArn, bool denies) =>
        Anyone || Aws.Any(principal =>
            principal == roleArn || principal == sessionArn || (denies && IsAccount(principal, accountId)));

    /// <summary>Determines whether an account as a whole matches, so that its own policies decide.</summary>
    public bool MatchesAccount(string accountId) => Aws.Any(principal => IsAccount(principal, accountId));

    public bool Matches(string servicePrincipal) =>
        Anyone || Services.Contains(servicePrincipal, StringComparer.OrdinalIgnoreCase);

    private static bool IsAccount(string principal, string accountId) =>
        principal == accountId || principal == $"arn:aws:iam::{accountId}:root";
}

/// <summary>One key of a statement's Condition element.</summary>
/// <param name="Operator">For example <c>StringEquals</c> or <c>ForAnyValue:StringLikeIfExists</c>.</param>
/// <param name="Key">The condition key, for example <c>aws:SourceArn</c>; in any case.</param>
/// <param name="Values">The values, of which one must match.</param>
public sealed record PolicyCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    public bool Holds(RequestContext context)
    {
        var given = context.ValuesOf(Key);
        if (Operator.AsksForAbsence)
        {
            var wantsAbsent = Values.Contains("true", StringComparer.OrdinalIgnoreCase);
            return wantsAbsent == (given.Count == 0);
        }

        if (given.Count == 0)
        {
            return Operator.IfExists
                || Operator.Quantifier == ConditionQuantifier.All
                || (Operator.Negated && Operator.Quantifier == ConditionQuantifier.None);
        }

        return Operator.Quantifier switch
        {
            ConditionQuantifier.All => given.All(Matches),
            ConditionQuantifier.Any => given.Any(Matches),
            // A negated operator must hold for each value, any other for one.
            _ => Operator.Negated ? given.All(Matches) : given.Any(Matches),
        };
    }

    private bool Matches(string given) => Values.Any(wanted => Operator.Test(wanted, given)) != Operator.Negated;
}

/// <summary>The context of a request for policy conditions: condition keys (in any case) and their values.</summary>
public sealed class RequestContext
{
    private readonly Dictionary<string, string[]> _values = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> ValuesOf(string key) => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Adds a condition key, unless there is no value.</summary>
    public RequestContext With(string key, params string?[] values)
    {
        var present = values.OfType<string>().ToArray();
        if (present.Length > 0)
        {
            _values[key] = present;
        }

        return this;
    }

    public RequestContext WithDefault(string key, string value) =>
        _values.ContainsKey(key) ? this : With(key, value);

    public RequestContext Copy()
    {
        var copy = new RequestContext();
        foreach (var (key, values) in _values)
        {
            copy._values[key] = values;
        }

        return copy;
    }
}
