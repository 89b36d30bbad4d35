using Local.Aws.Iam;

namespace Local.Aws.S3;

/// <summary>How an object came to be; the names are those of S3's events.</summary>
public enum ObjectCreation
{
    /// <summary>PutObject.</summary>
    Put,

    /// <summary>CopyObject.</summary>
    Copy,

    /// <summary>CompleteMultipartUpload.</summary>
    CompleteMultipartUpload,
}

/// <summary>An object was written.</summary>
/// <param name="How">By which operation.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">Unescaped.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Without quotes.</param>
/// <param name="VersionId">Null in a bucket without versioning.</param>
/// <param name="Sequencer">Hexadecimal; of two writes to one key the later has the greater one.</param>
/// <param name="Principal">Who wrote it.</param>
/// <param name="RequestId">Of the request that wrote it.</param>
/// <param name="Time">When.</param>
public sealed record ObjectCreated(
    ObjectCreation How,
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
    /// <summary>The event's name without <c>s3:</c>, for example <c>ObjectCreated:Put</c>.</summary>
    public string EventName => $"ObjectCreated:{How}";
}
