using System.Collections.Immutable;

namespace Local.Aws.S3;

/// <summary>A rule of a bucket's lifecycle ("Lifecycle configuration elements" in the S3 user guide).</summary>
public sealed record LifecycleRule
{
    private const long DefaultSmallestToMove = 128 * 1024;

    /// <summary>Unique in the bucket.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it does anything.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Keys that it means begin with it.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Objects that it means have more bytes; null for any.</summary>
    public long? LargerThan { get; init; }

    /// <summary>Objects that it means have fewer bytes; null for any.</summary>
    public long? SmallerThan { get; init; }

    /// <summary>
    /// Whether small objects may be moved to the archive classes, as S3 did it before September 2024
    /// (<c>varies_by_storage_class</c>).
    /// </summary>
    public bool MovesSmallToArchives { get; init; }

    /// <summary>By age.</summary>
    public ImmutableArray<LifecycleTransition> Transitions { get; init; } = [];

    /// <summary>The age at which objects are deleted; null for never.</summary>
    public int? ExpirationDays { get; init; }

    /// <summary>Whether a delete marker goes when it hides nothing any more.</summary>
    public bool ExpiresDeleteMarkers { get; init; }

    /// <summary>Of older versions.</summary>
    public ImmutableArray<LifecycleTransition> NoncurrentTransitions { get; init; } = [];

    /// <summary>The days after which older versions go, since they were replaced; null for never.</summary>
    public int? NoncurrentExpirationDays { get; init; }

    /// <summary>How many of the newest older versions stay all the same.</summary>
    public int NoncurrentNewerVersions { get; init; }

    /// <summary>The days after which an upload in parts is given up; null for never.</summary>
    public int? AbortUploadsAfterDays { get; init; }

    /// <summary>Whether a key is meant.</summary>
    public bool MeansKey(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether an object is meant.</summary>
    internal bool Means(StoredObject stored) =>
        MeansKey(stored.Key)
        && (LargerThan is not { } larger || stored.Size > larger)
        && (SmallerThan is not { } smaller || stored.Size < smaller);

    /// <summary>Whether an object is to be deleted.</summary>
    internal bool IsExpired(StoredObject stored, DateTimeOffset midnight) =>
        ExpirationDays is { } days && IsDue(stored.LastModified, days, midnight);

    /// <summary>Whether an older version is to be removed.</summary>
    internal bool IsExpired(ObjectVersion version, int newerVersions, DateTimeOffset midnight) =>
        NoncurrentExpirationDays is { } days
        && newerVersions >= NoncurrentNewerVersions
        && (version.Stored is not { } stored || Means(stored))
        && IsDue(version.NoncurrentSince!.Value, days, midnight);

    /// <summary>Whether a delete marker that hides nothing is to be removed.</summary>
    internal bool IsExpiredMarker(ObjectVersion marker, DateTimeOffset midnight) =>
        ExpiresDeleteMarkers || (ExpirationDays is { } days && IsDue(marker.LastModified, days, midnight));

    /// <summary>The class that an object is to be moved to; null for none.</summary>
    internal string? ClassOf(StoredObject stored, DateTimeOffset midnight) =>
        ClassOf(stored, Transitions.Where(transition => IsDue(stored.LastModified, transition.Days, midnight)));

    /// <summary>The class that an older version is to be moved to; null for none.</summary>
    internal string? ClassOf(ObjectVersion version, int newerVersions, DateTimeOffset midnight) =>
        version.Stored is { } stored && Means(stored)
            ? ClassOf(stored, NoncurrentTransitions.Where(transition =>
                newerVersions >= transition.NewerVersions
                && IsDue(version.NoncurrentSince!.Value, transition.Days, midnight)))
            : null;

    /// <summary>Whether an upload that began then is to be given up.</summary>
    public bool AbortsUpload(string key, DateTimeOffset initiated, DateTimeOffset midnight) =>
        MeansKey(key) && AbortUploadsAfterDays is { } days && IsDue(initiated, days, midnight);

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
