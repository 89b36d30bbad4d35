namespace Twin.Aws.S3;

/// <summary>A lifecycle rule of a bucket ("Lifecycle configuration elements" in the S3 user guide).</summary>
public sealed record LifecycleRule
{
    private const long DefaultSmallestToMove = 128 * 1024;

    /// <summary>The id, unique in the bucket.</summary>
    public required string Id { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>The prefix of the keys to which the rule applies.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The size in bytes above which the rule applies; null for any.</summary>
    public long? LargerThan { get; init; }

    /// <summary>The size in bytes below which the rule applies; null for any.</summary>
    public long? SmallerThan { get; init; }

    /// <summary>True if small objects may be moved to the archive classes, as S3 did before September 2024
    /// (<c>varies_by_storage_class</c>).</summary>
    public bool MovesSmallToArchives { get; init; }

    /// <summary>The transitions of objects, by age.</summary>
    public ImmutableArray<LifecycleTransition> Transitions { get; init; } = [];

    /// <summary>The age in days at which objects are deleted; null for never.</summary>
    public int? ExpirationDays { get; init; }

    /// <summary>True to remove delete markers that hide no version.</summary>
    public bool ExpiresDeleteMarkers { get; init; }

    /// <summary>The transitions of older versions.</summary>
    public ImmutableArray<LifecycleTransition> NoncurrentTransitions { get; init; } = [];

    /// <summary>The days after which older versions are deleted, counted from their replacement; null for
    /// never.</summary>
    public int? NoncurrentExpirationDays { get; init; }

    /// <summary>The number of the newest older versions that are kept in any case.</summary>
    public int NoncurrentNewerVersions { get; init; }

    /// <summary>The days after which an upload in parts is aborted; null for never. The twin has no such
    /// uploads.</summary>
    public int? AbortUploadsAfterDays { get; init; }

    /// <summary>The age in days before which the rule changes no object; null if it changes older versions
    /// only.</summary>
    internal int? FirstDay => Transitions.Select(transition => (int?)transition.Days).Append(ExpirationDays).Min();

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

/// <summary>The transition of objects to another storage class.</summary>
/// <param name="Days">The days since an object was written, or since an older version was replaced.</param>
/// <param name="StorageClass">For example <c>STANDARD_IA</c>.</param>
/// <param name="NewerVersions">The number of the newest older versions that are not moved.</param>
public sealed record LifecycleTransition(int Days, string StorageClass, int NewerVersions = 0);

/// <summary>The storage classes of lifecycle rules, which move objects only to lower ones.</summary>
internal static class StorageClasses
{
    // "Transitioning objects using Amazon S3 Lifecycle" in the S3 user guide.
    private static readonly string[] Downwards =
    [
        StoredObject.Standard, "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER",
        "DEEP_ARCHIVE",
    ];

    /// <summary>The classes that a rule can name.</summary>
    public static IEnumerable<string> Targets => Downwards.Skip(1);

    /// <summary>Determines whether a class needs a minimum age before an object is moved to it.</summary>
    public static bool IsInfrequentAccess(string storageClass) => storageClass is "STANDARD_IA" or "ONEZONE_IA";

    /// <summary>Determines whether an object of the class must be restored before it is read.</summary>
    public static bool NeedsRestore(string storageClass) => storageClass is "GLACIER" or "DEEP_ARCHIVE";

    /// <summary>The position of a class; a lower class has a higher number.</summary>
    public static int Depth(string storageClass) => Array.IndexOf(Downwards, storageClass);

    /// <summary>Determines whether a class is lower than another.</summary>
    public static bool IsBelow(string storageClass, string other) => Depth(storageClass) > Depth(other);
}
