namespace Local.Aws.Kms;

/// <summary>A service's use of a key for whoever called the service.</summary>
/// <param name="Action">For example <c>kms:GenerateDataKey</c>.</param>
/// <param name="Service">The service: <c>s3</c>, <c>ssm</c>.</param>
/// <param name="ContextKey">The encryption context's key, for example <c>aws:s3:arn</c>.</param>
/// <param name="ContextValue">Its value: what is encrypted.</param>
public sealed record KeyUse(string Action, string Service, string ContextKey, string ContextValue)
{
    /// <summary>
    /// What the service keeps a key for, so that it does not call KMS each time: S3's bucket keys. Null for a call
    /// each time.
    /// </summary>
    public string? CachedFor { get; init; }
}
