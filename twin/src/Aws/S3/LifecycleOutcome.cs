namespace Twin.Aws.S3;

/// <summary>The result of a bucket's lifecycle rules on one day.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Expired">The number of objects that were deleted or, with versioning, hidden.</param>
/// <param name="Moved">The number of objects that were moved to another storage class.</param>
/// <param name="Removed">The number of older versions and delete markers that were deleted permanently.</param>
public sealed record LifecycleOutcome(string Bucket, int Expired, int Moved, int Removed)
{
    /// <summary>True if nothing changed.</summary>
    public bool IsEmpty => Expired + Moved + Removed == 0;
}
