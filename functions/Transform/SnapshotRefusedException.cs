namespace Functions.Transform;

/// <summary>
/// A raw snapshot is damaged, and no table of it was written. The message names the object and the reason.
/// </summary>
internal sealed class SnapshotRefusedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="bucket">The raw bucket.</param>
    /// <param name="key">The key of the manifest or of the page.</param>
    /// <param name="reason">The fault.</param>
    /// <param name="innerException">The exception that showed it; null if there is none.</param>
    public SnapshotRefusedException(string bucket, string key, string reason, Exception? innerException = null)
        : base($"s3://{bucket}/{key}: {reason}. This snapshot gives no tables.", innerException)
    {
    }
}
