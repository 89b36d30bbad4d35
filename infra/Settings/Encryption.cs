namespace Infra.Settings;

/// <summary>The server-side encryption of the buckets' objects.</summary>
public enum Encryption
{
    /// <summary>With keys that S3 owns and manages: <c>SSE-S3</c>.</summary>
    SseS3,

    /// <summary>With the stack's own customer-managed KMS key, which also encrypts the secrets:
    /// <c>SSE-KMS</c>.</summary>
    SseKms,
}
