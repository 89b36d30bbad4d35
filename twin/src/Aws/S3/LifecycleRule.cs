using System.Collections.Immutable;

namespace Twin.Aws.S3;

/// <summary>A lifecycle rule of a bucket ("Lifecycle configuration elements" in the S3 user guide).</summary>
public sealed record LifecycleRule
{
    private const long DefaultSmallestToMove = 128 * 1024;

    /// <summary>The id, unique in the bucket.</summary>
    public required string Id { get; init; }

    /// <summary>True if the rule is enabled.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The prefix of the keys to which the rule applies.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The size in bytes above which the rule applies; null for any.</summary>
    public long? LargerThan { get; init; }

    /// <summary>The size in bytes below which the rule applies; null for any.</summary>
    public long? SmallerThan { get; init; }

    /// <summary>
    /// True if small objects may be moved to the archive classes, as S3 did before September 2024
    /// (<c>varies_by_storage_class</c>).
    /// </summary>
    public bool MovesSmallToArchives { get; init; }

    /// <summary>The transitions of objects, by age.</summary>
    public ImmutableArray<LifecycleTransition> Transitions { get; init; } = [];

    /// <summary>The age in days at which objects are deleted; null for never.</summary>
    public int? ExpirationDays { get; init; }

    /// <summary>True to remove delete markers that hide no version.</summary>
    public bool ExpiresDeleteMarkers { get; init; }

    /// <summary>The transitions of older versions.</summary>
    public ImmutableArray<LifecycleTransition> NoncurrentTransitions { get; init; } = [];

    /// <summary>
    /// The days after which older versions are deleted, counted from their replacement; null for never.
    /// </summary>
    public int? NoncurrentExpirationDays { get; init; }

    /// <summary>The number of the newest older versions that are kept in any case.</summary>
    public int NoncurrentNewerVersions { get; init; }

    /// <summary>
    /// The days after which an upload in parts is aborted; null for never. The twin has no such uploads.
    /// </summary>
    public int? AbortUploadsAfterDays { get; init; }

    /// <summary>Determines whether the rule applies to a key.</summary>
    public bool MatchesKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Determines whether the rule applies to an object.</summary>
    internal bool Matches(StoredObject stored) =>
        MatchesKey(stored.Key)
        && (LargerThan is not { } larger || stored.Size > larger)
        && (SmallerThan is not { } smaller || stored.Size < smaller);

    /// <summary>Determines whether an object is due for deletion.</summary>
    internal bool IsExpired(StoredObject stored, DateTimeOffset midnight) =>
        ExpirationDays is { } days && IsDue(stored.LastModified, days, midnight);

    /// <summary>Determines whether an older version is due for deletion.</summary>
    internal bool IsExpired(ObjectVersion version, int newerVersions, DateTimeOffset midnight) =>
        NoncurrentExpirationDays is { } days
        && newerVersions >= NoncurrentNewerVersions
        && (version.Stored is not { } stored || Matches(stored))
        && IsDue(version.NoncurrentSince!.Value, days, midnight);

    /// <summary>Determines whether a delete marker that hides no version is due for deletion.</summary>
    internal bool IsExpiredMarker(ObjectVersion marker, DateTimeOffset midnight) =>
        ExpiresDeleteMarkers || (ExpirationDays is { } days && IsDue(marker.LastModified, days, midnight));

    /// <summary>The class that an object is due to move to; null for none.</summary>
    internal string? ClassOf(StoredObject stored, DateTimeOffset midnight) =>
        ClassOf(stored, Transitions.Where(transition => IsDue(stored.LastModified, transition.Days, midnight)));

    /// <summary>The class that an older version is due to move to; null for none.</summary>
    internal string? ClassOf(ObjectVersion version, int newerVersions, DateTimeOffset midnight) =>
        version.Stored is { } stored && Matches(stored)
            ? ClassOf(stored, NoncurrentTransitions.Where(transition =>
                newerVersions >= transition.NewerVersions
                && IsDue(version.NoncurrentSince!.Value, transition.Days, midnight)))
            : null;

    private string? ClassOf(StoredObject stored, IEnumerable<LifecycleTransition> due) =>
        due.Select(transition => transition.StorageClass)
            .Where(storageClass => StorageClasses.IsBelow(storageClass, stored.StorageClass)
                && (stored.Size >= SmallestToMove(storageClass)))
            .OrderBy(StorageClasses.Depth)
            .LastOrDefault();

    private long SmallestToMove(string storageClass) =>
        LargerThan is not null
        || SmallerThan is not null
        || (MovesSmallToArchives && StorageClasses.NeedsRestore(storageClass))
            ? 0
            : DefaultSmallestToMove;

    // "by adding the number of days … and rounding the resulting time up to the next day at midnight UTC".
    private static bool IsDue(DateTimeOffset since, int days, DateTimeOffset midnight)
    {
        var exact = since.UtcDateTime.AddDays(days);
        var due = exact.TimeOfDay == TimeSpan.Zero ? exact : exact.Date.AddDays(1);
        return due <= midnight.UtcDateTime;
    }
}
