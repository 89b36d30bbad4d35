namespace Twin.Aws.Iam;

/// <summary>A caller: a role's session that signs requests.</summary>
/// <param name="AccountId">The account id, twelve digits.</param>
/// <param name="RoleName">The name of the assumed role.</param>
/// <param name="RoleArn">The role's ARN in IAM.</param>
/// <param name="RoleId">The role's unique id, <c>AROA…</c>.</param>
/// <param name="SessionName">The name of the session; for a function, the function's name.</param>
public sealed record Caller(string AccountId, string RoleName, string RoleArn, string RoleId, string SessionName)
{
    /// <summary>The session's ARN, as AWS's messages show it.</summary>
    public string Arn => $"arn:aws:sts::{AccountId}:assumed-role/{RoleName}/{SessionName}";

    /// <summary>The session's unique id, as S3's events show it after <c>AWS:</c>.</summary>
    public string PrincipalId => $"{RoleId}:{SessionName}";
}
