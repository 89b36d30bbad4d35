namespace Twin.Aws.S3;

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
        new(stored.Key, stored.VersionId ?? "null", stored.LastModified, stored);
}
