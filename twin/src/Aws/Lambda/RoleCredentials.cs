namespace Twin.Aws.Lambda;

/// <summary>The temporary credentials of a function's role.</summary>
public sealed record RoleCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    /// <summary>The access key id only: the rest is secret.</summary>
    public override string ToString() => AccessKeyId;
}
