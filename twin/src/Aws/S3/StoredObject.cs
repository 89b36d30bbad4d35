namespace Twin.Aws.S3;

/// <summary>The description of an object, without its bytes.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="ETag">The ETag, without quotes: the MD5 of the bytes, but for an object encrypted with KMS.</param>
/// <param name="LastModified">The time of the last write, in whole seconds like HTTP dates.</param>
/// <param name="Headers">The content type and similar headers, and user metadata; names in lower case.</param>
/// <param name="Checksum">The checksum; null if the writer sent none.</param>
/// <param name="VersionId">The version id; null in a bucket without versioning.</param>
public sealed record StoredObject(
    string Key,
    long Size,
    string ETag,
    DateTimeOffset LastModified,
    IReadOnlyDictionary<string, string> Headers,
    Checksum? Checksum,
    string? VersionId)
{
    /// <summary>The class of newly written objects.</summary>
    public const string Standard = "STANDARD";

    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.OfS3;

    /// <summary>The time until which this version is locked; null if it never was.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The storage class to which lifecycle rules have moved it.</summary>
    public string StorageClass { get; init; } = Standard;

    /// <summary>True if it must be restored before it can be read; the twin does not simulate restoring.</summary>
    public bool IsArchived => StorageClasses.NeedsRestore(StorageClass);
}

/// <summary>A version of an object, or a delete marker.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="VersionId">The version id, as in S3's responses.</param>
/// <param name="LastModified">The time at which it was written.</param>
/// <param name="Stored">The object; null for a delete marker.</param>
public sealed record ObjectVersion(string Key, string VersionId, DateTimeOffset LastModified, StoredObject? Stored)
{
    /// <summary>The time at which it was replaced; null for the latest version.</summary>
    public DateTimeOffset? NoncurrentSince { get; init; }

    /// <summary>Determines whether Object Lock keeps the version; a delete marker is never locked.</summary>
    public bool IsLocked(DateTimeOffset time) => time < Stored?.LockedUntil;

    internal static ObjectVersion From(StoredObject stored) =>
        new(stored.Key, stored.VersionId ?? VersionIds.Null, stored.LastModified, stored);
}

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
