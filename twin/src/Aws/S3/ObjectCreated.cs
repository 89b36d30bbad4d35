namespace Twin.Aws.S3;

/// <summary>The event of a written object.</summary>
/// <param name="Key">The key, unescaped.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="ETag">The ETag, without quotes.</param>
/// <param name="VersionId">The version id; null in a bucket without versioning.</param>
/// <param name="Sequencer">The sequencer, hexadecimal; of two writes to one key, the later one has the greater
/// value.</param>
/// <param name="Principal">The session that wrote it.</param>
public sealed record ObjectCreated(
    string Bucket,
    string Key,
    long Size,
    string ETag,
    string? VersionId,
    string Sequencer,
    Caller Principal,
    string RequestId,
    DateTimeOffset Time)
{
    /// <summary>The event's name without <c>s3:</c>: the twin's objects are written by PutObject only.</summary>
    public const string EventName = "ObjectCreated:Put";
}

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
