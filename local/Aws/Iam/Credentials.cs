namespace Local.Aws.Iam;

/// <summary>Temporary credentials: what a process gets as <c>AWS_ACCESS_KEY_ID</c> and its two companions.</summary>
public sealed record Credentials(string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    /// <summary>Only the id, so that nothing secret reaches a log.</summary>
    public override string ToString() => AccessKeyId;
}
