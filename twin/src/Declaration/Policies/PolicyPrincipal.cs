namespace Twin.Declaration.Policies;

/// <summary>The principals of a statement in a trust policy or a resource-based policy.</summary>
/// <param name="Anyone">True for <c>"Principal": "*"</c> and <c>{"AWS": "*"}</c>.</param>
/// <param name="Aws">The ARNs of roles, sessions or accounts, and account ids.</param>
/// <param name="Services">The service principals, for example <c>lambda.amazonaws.com</c>.</param>
public sealed record PolicyPrincipal(bool Anyone, IReadOnlyList<string> Aws, IReadOnlyList<string> Services)
{
    /// <summary>
    /// Determines whether a role's session matches. An account as principal matches in a Deny statement; in an Allow
    /// statement it only delegates to the account's own identity-based policies, so it grants nothing by itself.
    /// </summary>
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
