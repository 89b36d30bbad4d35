namespace Local.Aws.S3;

/// <summary>What a bucket's lifecycle rules did on one day.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Expired">Objects that were deleted; with versioning, hidden.</param>
/// <param name="Moved">Objects that are in another storage class now.</param>
/// <param name="Removed">Older versions and delete markers that are gone for good.</param>
public sealed record LifecycleOutcome(string Bucket, int Expired, int Moved, int Removed)
{
    /// <summary>Uploads in parts that were given up.</summary>
    public int Aborted { get; init; }

    /// <summary>Whether there was nothing to do.</summary>
    public bool IsEmpty => Expired + Moved + Removed + Aborted == 0;
}
