namespace Local.Aws.S3;

/// <summary>What a bucket knows of an object besides its bytes.</summary>
/// <param name="Key">Unescaped.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Without quotes: the MD5 of the bytes, or of a multipart upload's MD5s with <c>-parts</c>.</param>
/// <param name="LastModified">Whole seconds, as HTTP dates are.</param>
/// <param name="Headers">Content type and its like, and user metadata; names in lower case.</param>
/// <param name="Checksum">What the writer sent along; null where nothing.</param>
/// <param name="VersionId">Null in a bucket without versioning.</param>
public sealed record StoredObject(
    string Key,
    long Size,
    string ETag,
    DateTimeOffset LastModified,
    IReadOnlyDictionary<string, string> Headers,
    Checksum? Checksum,
    string? VersionId)
{
    /// <summary>The class that objects are written in.</summary>
    public const string Standard = "STANDARD";

    /// <summary>How it is encrypted.</summary>
    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.OfS3;

    /// <summary>The time until which this version is locked; null where it never was.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Where a lifecycle rule has moved it.</summary>
    public string StorageClass { get; init; } = Standard;

    /// <summary>Whether it cannot be read before it is restored, which the twin has no time for.</summary>
    public bool IsArchived => StorageClass is "GLACIER" or "DEEP_ARCHIVE";
}
