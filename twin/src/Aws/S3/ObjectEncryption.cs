using Twin.Aws.Kms;

namespace Twin.Aws.S3;

/// <summary>The server-side encryption of an object.</summary>
/// <param name="Algorithm">As in <c>x-amz-server-side-encryption</c>: <c>AES256</c> or <c>aws:kms</c>.</param>
/// <param name="Key">The key's ARN, or AWS's own <c>alias/aws/s3</c>; null for S3's own keys.</param>
/// <param name="UsesBucketKey">True if S3 keeps a bucket key rather than calling KMS for each object.</param>
public sealed record ObjectEncryption(string Algorithm, string? Key, bool UsesBucketKey)
{
    /// <summary>The algorithm that uses keys of KMS.</summary>
    public const string Kms = "aws:kms";

    /// <summary>The key that S3 uses with KMS if none is named.</summary>
    public const string DefaultKey = KmsService.OfAws + "s3";

    /// <summary>The encryption with S3's own keys, which is the default.</summary>
    public static ObjectEncryption OfS3 { get; } = new("AES256", null, false);
}
