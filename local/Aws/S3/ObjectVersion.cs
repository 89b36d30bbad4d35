namespace Local.Aws.S3;

/// <summary>A version of an object, or a delete marker.</summary>
/// <param name="Key">Unescaped.</param>
/// <param name="VersionId">As S3's answers have it.</param>
/// <param name="LastModified">When it was written.</param>
/// <param name="Stored">Null for a delete marker.</param>
public sealed record ObjectVersion(string Key, string VersionId, DateTimeOffset LastModified, StoredObject? Stored)
{
    /// <summary>When another one took its place; null for the latest.</summary>
    public DateTimeOffset? NoncurrentSince { get; init; }

    /// <summary>Determines whether Object Lock keeps the version; a delete marker is never locked.</summary>
    public bool IsLocked(DateTimeOffset time) => time < Stored?.LockedUntil;

    internal static ObjectVersion Of(StoredObject stored) =>
        new(stored.Key, stored.VersionId ?? "null", stored.LastModified, stored);
}
