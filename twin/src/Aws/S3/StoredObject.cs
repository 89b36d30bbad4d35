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

    /// <summary>The encryption.</summary>
    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.OfS3;

    /// <summary>The time until which this version is locked; null if it never was.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The storage class to which lifecycle rules have moved it.</summary>
    public string StorageClass { get; init; } = Standard;

    /// <summary>True if it must be restored before it can be read; the twin does not simulate restoring.</summary>
    public bool IsArchived => StorageClasses.NeedsRestore(StorageClass);
}
