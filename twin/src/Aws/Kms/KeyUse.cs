namespace Twin.Aws.Kms;

/// <summary>A service's use of a key on behalf of its caller.</summary>
/// <param name="Action">For example <c>kms:GenerateDataKey</c>.</param>
/// <param name="Service">The service: <c>s3</c>, <c>ssm</c>.</param>
/// <param name="ContextKey">The key of the encryption context, for example <c>aws:s3:arn</c>.</param>
/// <param name="ContextValue">The value of the encryption context: the ARN of the encrypted resource.</param>
public sealed record KeyUse(string Action, string Service, string ContextKey, string ContextValue)
{
    /// <summary>
    /// The resource for which the service caches a data key, so that it does not call KMS each time, as with S3's
    /// bucket keys. Null for a call each time.
    /// </summary>
    public string? CachedFor { get; init; }
}
