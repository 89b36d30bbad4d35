namespace Local.Aws.Iam;

/// <summary>Whom a statement of a trust or resource policy speaks of.</summary>
/// <param name="Anyone"><c>"Principal": "*"</c> or <c>{"AWS": "*"}</c>.</param>
/// <param name="Aws">ARNs of roles, sessions or accounts; account ids.</param>
/// <param name="Services">Service principals such as <c>lambda.amazonaws.com</c>.</param>
public sealed record PolicyPrincipal(bool Anyone, IReadOnlyList<string> Aws, IReadOnlyList<string> Services)
{
    /// <summary>
    /// Whether a role's session is meant. An account as principal is meant when it denies; when it allows it only
    /// delegates to the account's own identity policies, so it grants nothing by itself.
    /// </summary>
    public bool Matches(Caller caller, bool denies) =>
        Anyone || Aws.Any(principal =>
            principal == caller.RoleArn
            || principal == caller.Arn
            || (denies && IsAccount(principal, caller.AccountId)));

    /// <summary>Whether an account is meant as a whole, so that its own policies decide.</summary>
    public bool MatchesAccount(string accountId) => Aws.Any(principal => IsAccount(principal, accountId));

    /// <summary>Whether an AWS service is meant.</summary>
    public bool Matches(string servicePrincipal) =>
        Anyone || Services.Contains(servicePrincipal, StringComparer.OrdinalIgnoreCase);

    private static bool IsAccount(string principal, string accountId) =>
        principal == accountId || principal == $"arn:aws:iam::{accountId}:root";
}
