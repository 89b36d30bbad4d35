namespace Twin.Aws.S3;

/// <summary>Raises the events of written objects.</summary>
internal sealed class ObjectEventNotifier(TimeProvider time, Action<ObjectCreated> raise)
{
    private long _count;

    /// <summary>Raises the event of an object that a request has written.</summary>
    public void Notify(S3Call call, StoredObject stored)
    {
        var now = time.GetUtcNow();
        raise(new ObjectCreated(
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
