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
    IReadOnlyList<string> Actions,
    IReadOnlyList<string>? Resources,
    PolicyPrincipal? Principal,
    IReadOnlyList<PolicyCondition> Conditions)
{
    public bool Covers(string action, string resource, RequestContext context) =>
        Actions.Any(pattern => ActionMatches(pattern, action))
        && (Resources is null || Resources.Any(pattern => ResourceMatches(pattern, resource)))
        && Conditions.All(condition => condition.Holds(context));

    /// <summary>Determines whether an action such as <c>s3:GetObject</c> matches a pattern such as
    /// <c>s3:*</c>.</summary>
    public static bool ActionMatches(string pattern, string action) =>
        Wildcard.Matches(pattern, action, ignoreCase: true);

    public static bool ResourceMatches(string pattern, string resource) =>
        pattern == "*" || Arn.Like(pattern, resource);
}

/// <summary>The principal of a statement in a trust policy or a resource-based policy.</summary>
/// <param name="Anyone">True for <c>{"AWS": "*"}</c>.</param>
/// <param name="Aws">The ARNs of roles or users, or of the account: its <c>root</c>.</param>
/// <param name="Services">The service principals, for example <c>lambda.amazonaws.com</c>.</param>
public sealed record PolicyPrincipal(bool Anyone, IReadOnlyList<string> Aws, IReadOnlyList<string> Services)
{
    /// <summary>Determines whether a role's session is named. An account as principal delegates to the account's own
    /// identity-based policies, so it grants nothing by itself.</summary>
    public bool Matches(string roleArn) => Anyone || Aws.Contains(roleArn);

    /// <summary>Determines whether an account as a whole matches, so that its own policies decide.</summary>
    public bool MatchesAccount(string accountId) => Aws.Contains($"arn:aws:iam::{accountId}:root");

    public bool MatchesService(string servicePrincipal) => Anyone || Services.Contains(servicePrincipal);
}

/// <summary>One key of a statement's Condition element.</summary>
/// <param name="Key">The condition key, for example <c>aws:SourceArn</c>.</param>
/// <param name="Values">The values, of which one must fit, or none if the operator is negated.</param>
public sealed record PolicyCondition(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    public bool Holds(RequestContext context) => (Operator.AsksForAbsence, context.ValueOf(Key)) switch
    {
        (true, var given) => Values[0] == "true" == given is null,
        (false, null) => Operator.HoldsWithoutKey,
        (false, { } given) => Values.Any(wanted => Operator.Fits(wanted, given)) != Operator.Negated,
    };
}

/// <summary>The context of a request for policy conditions: condition keys and their values.</summary>
public sealed class RequestContext
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public string? ValueOf(string key) => _values.GetValueOrDefault(key);

    /// <summary>Adds a condition key, unless there is no value.</summary>
    public RequestContext With(string key, string? value)
    {
        if (value is not null)
        {
            _values[key] = value;
        }

        return this;
    }

    public RequestContext WithDefault(string key, string value)
    {
        _values.TryAdd(key, value);
        return this;
    }

    public RequestContext Copy()
    {
        var copy = new RequestContext();
        foreach (var (key, value) in _values)
        {
            copy._values[key] = value;
        }

        return copy;
    }
}
