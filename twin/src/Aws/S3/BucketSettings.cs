namespace Twin.Aws.S3;

/// <summary>The declared settings of a bucket.</summary>
public sealed record BucketSettings
{
    /// <summary>True if the bucket keeps older versions of its objects.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>
    /// The days for which each version of an object is locked in governance mode; null if versions are not locked.
    /// </summary>
    public int? ObjectLockDays { get; init; }

    /// <summary>The default encryption of objects.</summary>
    public ObjectEncryption Encryption { get; init; } = ObjectEncryption.OfS3;

    /// <summary>The lifecycle rules.</summary>
    public LifecycleConfiguration Lifecycle { get; init; } = LifecycleConfiguration.None;
}
