using Twin.Aws.Iam;

namespace Twin.Aws.S3;

/// <summary>The event of a written object.</summary>
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
