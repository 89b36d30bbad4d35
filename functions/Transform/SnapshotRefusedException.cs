namespace Functions.Transform;

/// <summary>A raw snapshot is damaged, and no table of it was written. The message names the object and the
/// reason.</summary>
internal sealed class SnapshotRefusedException : Exception
{
    /// <param name="innerException">The exception that showed it; null if there is none.</param>
    public SnapshotRefusedException(string bucket, string key, string reason, Exception? innerException = null)
        : base($"s3://{bucket}/{key}: {reason}. This snapshot gives no tables.", innerException)
    {
    }
}
