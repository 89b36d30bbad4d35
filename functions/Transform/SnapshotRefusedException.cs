namespace Functions.Transform;

/// <summary>
/// A raw snapshot cannot be trusted, and no table of it was written: the message names the object and why.
/// </summary>
internal sealed class SnapshotRefusedException : Exception
{
    /// <param name="bucket">The raw bucket.</param>
    /// <param name="key">The manifest or the page.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public SnapshotRefusedException(string bucket, string key, string reason, Exception? innerException = null)
        : base($"s3://{bucket}/{key}: {reason}. This snapshot gives no tables.", innerException)
    {
    }
}
