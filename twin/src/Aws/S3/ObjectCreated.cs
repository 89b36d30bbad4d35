using Twin.Aws.Iam;

namespace Twin.Aws.S3;

/// <summary>The operation that created an object; the names are those of S3's events.</summary>
public enum ObjectCreation
{
    /// <summary>PutObject.</summary>
    Put,

    /// <summary>CopyObject.</summary>
    Copy,

    /// <summary>CompleteMultipartUpload.</summary>
    CompleteMultipartUpload,
}

/// <summary>The event of a written object.</summary>
/// <param name="How">The operation.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The key, unescaped.</param>
/// <param name="Size">The number of bytes.</param>
/// <param name="ETag">The ETag, without quotes.</param>
/// <param name="VersionId">The version id; null in a bucket without versioning.</param>
/// <param name="Sequencer">
/// The sequencer, hexadecimal; of two writes to one key, the later one has the greater value.
/// </param>
/// <param name="Principal">The session that wrote it.</param>
/// <param name="RequestId">The id of the request.</param>
/// <param name="Time">The time of the request.</param>
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
