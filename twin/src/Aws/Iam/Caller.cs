namespace Twin.Aws.Iam;

/// <summary>A caller: a role's session that signs requests.</summary>
/// <param name="RoleId">The role's unique id, <c>AROA…</c>.</param>
/// <param name="SessionName">The name of the session; for a function, the function's name.</param>
public sealed record Caller(string AccountId, string RoleName, string RoleArn, string RoleId, string SessionName)
{
    /// <summary>The session's ARN, as AWS's messages show it.</summary>
    public string Arn => $"arn:aws:sts::{AccountId}:assumed-role/{RoleName}/{SessionName}";

    /// <summary>The session's unique id, as S3's events show it after <c>AWS:</c>.</summary>
    public string PrincipalId => $"{RoleId}:{SessionName}";
}

/// <summary>Temporary credentials: a process gets them as <c>AWS_ACCESS_KEY_ID</c> and its two companions.</summary>
public sealed record Credentials(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    /// <summary>The id only, so that no secret reaches a log.</summary>
    public override string ToString() => AccessKeyId;
}

/// <summary>Creates ids and secrets in AWS's format.</summary>
internal static class CredentialFactory
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Creates credentials that nobody guesses: other users of the machine can reach the services.</summary>
    public static Credentials Create() => new(
        "ASIA" + RandomNumberGenerator.GetString(Alphabet, 16),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(60)));

    /// <summary>Creates a role's id. It is always the same: S3's events contain it, and it grants no access.</summary>
    public static string RoleId(string roleArn) => "AROA" + string.Concat(
        SHA512.HashData(Encoding.UTF8.GetBytes($"role {roleArn}"))[..17]
            .Select(value => Alphabet[value % Alphabet.Length]));
}

/// <summary>A role's session, and the credentials that it signs with.</summary>
public sealed record IssuedSession(Caller Caller, Credentials Credentials);
