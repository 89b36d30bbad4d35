namespace Local.Aws.S3;

/// <summary>Tells of written objects.</summary>
internal sealed class ObjectEventNotifier(TimeProvider time, Action<ObjectCreated> tell)
{
    private long _count;

    /// <summary>Tells that a request wrote an object; the write is done when this is called.</summary>
    public void Notify(S3Call call, StoredObject stored, ObjectCreation how)
    {
        var now = time.GetUtcNow();
        tell(new ObjectCreated(
            how,
            call.BucketName,
            stored.Key,
            stored.Size,
            stored.ETag,
            stored.VersionId,
            $"{now.ToUnixTimeSeconds():X10}{Interlocked.Increment(ref _count):X8}",
            call.Caller,
            call.RequestId,
            now));
    }
}
