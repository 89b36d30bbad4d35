namespace Twin.Declaration.Policies;

/// <param name="Label">The Sid, or the position counted from 0: <c>#0</c>.</param>
/// <param name="Allows">True for Allow, false for Deny.</param>
/// <param name="Actions">The actions, compared regardless of case.</param>
/// <param name="Resources">The resources; null in a trust policy, whose resource is the role itself.</param>
/// <param name="Principal">
/// The principal; null in an identity-based policy, whose principal is the role that has it.
/// </param>
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

    /// <summary>
    /// Determines whether an action such as <c>s3:GetObject</c> matches a pattern such as <c>s3:Get*</c>.
    /// </summary>
    public static bool ActionMatches(string pattern, string action) =>
        Wildcard.Matches(pattern, action, ignoreCase: true);
}
