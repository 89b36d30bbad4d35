namespace Infra.Settings;

/// <summary>How S3 encrypts what lies in the buckets.</summary>
public enum Encryption
{
    /// <summary>With keys that S3 owns and manages: <c>SSE-S3</c>.</summary>
    SseS3,

    /// <summary>With a customer-managed KMS key of the stack's own, which also encrypts the secrets: <c>SSE-KMS</c>.</summary>
    SseKms,
}
