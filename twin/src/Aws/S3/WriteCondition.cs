namespace Twin.Aws.S3;

/// <summary>A conditional write: <c>If-None-Match: *</c> or <c>If-Match: "etag"</c>.</summary>
/// <param name="OnlyIfAbsent">True to write only if the key has no object.</param>
/// <param name="OnlyIfETag">The ETag (without quotes) that the existing object must have; null: no condition.</param>
internal sealed record WriteCondition(bool OnlyIfAbsent, string? OnlyIfETag)
{
    /// <summary>Refuses a write if the existing object does not meet the condition.</summary>
    /// <exception cref="S3Exception">PreconditionFailed, or NoSuchKey if there is no object to match.</exception>
    public void Check(string key, StoredObject? present)
    {
        if (OnlyIfAbsent && present is not null)
        {
            throw S3Exception.PreconditionFailed("If-None-Match");
        }

        if (OnlyIfETag is not null)
        {
            if (present is null)
            {
                throw S3Exception.NoSuchKey(key);
            }

            if (present.ETag != OnlyIfETag)
            {
                throw S3Exception.PreconditionFailed("If-Match");
            }
        }
    }
}
