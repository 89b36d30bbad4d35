namespace Local.Aws.S3;

/// <summary>What is declared of a bucket besides its name.</summary>
public sealed record BucketSettings
{
    /// <summary>Whether what is overwritten or deleted is kept as an older version.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>
    /// The days for which each version of an object is locked in governance mode; null where versions are not locked.
    /// </summary>
    public int? ObjectLockDays { get; init; }

    /// <summary>How objects are encrypted whose writer does not say.</summary>
    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.OfS3;

    /// <summary>What becomes of objects with time.</summary>
    public LifecycleConfiguration Lifecycle { get; init; } = LifecycleConfiguration.None;
}
