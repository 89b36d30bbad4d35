namespace Twin.Aws.Iam;

/// <summary>Temporary credentials: a process gets them as <c>AWS_ACCESS_KEY_ID</c> and its two companions.</summary>
public sealed record Credentials(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    /// <summary>The id only, so that no secret reaches a log.</summary>
    public override string ToString() => AccessKeyId;
}
