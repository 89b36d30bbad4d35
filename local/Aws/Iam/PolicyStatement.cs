namespace Local.Aws.Iam;

/// <summary>One statement of a policy.</summary>
/// <param name="Label">Its Sid, or its place counted from 0: <c>#0</c>.</param>
/// <param name="Allows">The effect: Allow or Deny.</param>
/// <param name="Actions">Compared without regard to case.</param>
/// <param name="Resources">Null in a trust policy, whose resource is the role itself.</param>
/// <param name="Principal">Null in an identity policy, whose principal is the role that has it.</param>
/// <param name="Conditions">All must hold.</param>
public sealed record PolicyStatement(
    string Label,
    bool Allows,
    PatternSet Actions,
    PatternSet? Resources,
    PolicyPrincipal? Principal,
    IReadOnlyList<PolicyCondition> Conditions)
{
    /// <summary>Whether the statement speaks of this action on this resource under these conditions.</summary>
    public bool Covers(string action, string resource, RequestContext context) =>
        Actions.Covers(action, ActionMatches)
        && (Resources is null || Resources.Covers(resource, Arn.Like))
        && Conditions.All(condition => condition.Holds(context));

    /// <summary>Whether an action such as <c>s3:GetObject</c> fits a pattern such as <c>s3:Get*</c>.</summary>
    public static bool ActionMatches(string pattern, string action) =>
        Wildcard.Matches(pattern, action, ignoreCase: true);
}
