using Local.Aws.Kms;

namespace Local.Aws.S3;

/// <summary>How an object is encrypted where it lies.</summary>
/// <param name="Algorithm">As in <c>x-amz-server-side-encryption</c>: <c>AES256</c> or <c>aws:kms</c>.</param>
/// <param name="Key">The key's ARN, or AWS's own <c>alias/aws/s3</c>; null with keys of S3's own.</param>
/// <param name="UsesBucketKey">Whether S3 keeps a key for the bucket rather than asking KMS for each object.</param>
public sealed record ObjectEncryption(string Algorithm, string? Key, bool UsesBucketKey)
{
    /// <summary>The algorithm that takes keys from KMS.</summary>
    public const string Kms = "aws:kms";

    /// <summary>The key that S3 uses with KMS when none is named.</summary>
    public const string DefaultKey = KmsService.OfAws + "s3";

    /// <summary>With keys of S3's own: what every object has that nothing else is said of.</summary>
    public static ObjectEncryption OfS3 { get; } = new("AES256", null, false);
}
