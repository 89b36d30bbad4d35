namespace Local.Aws.Iam;

/// <summary>A role's session: who signs a request.</summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="RoleName">The assumed role.</param>
/// <param name="RoleArn">Its ARN in IAM.</param>
/// <param name="RoleId">Its unique id, <c>AROA…</c>.</param>
/// <param name="SessionName">For a function, the function's name.</param>
public sealed record Caller(string AccountId, string RoleName, string RoleArn, string RoleId, string SessionName)
{
    /// <summary>The session's ARN, as AWS's messages show it.</summary>
    public string Arn => $"arn:aws:sts::{AccountId}:assumed-role/{RoleName}/{SessionName}";

    /// <summary>The session's unique id, as S3's events show it behind <c>AWS:</c>.</summary>
    public string PrincipalId => $"{RoleId}:{SessionName}";
}
