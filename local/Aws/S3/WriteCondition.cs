namespace Local.Aws.S3;

/// <summary>A conditional write: <c>If-None-Match: *</c> or <c>If-Match: "etag"</c>.</summary>
/// <param name="OnlyIfAbsent">Write only where the key has no object.</param>
/// <param name="OnlyIfETag">Write only over an object with this ETag (without quotes).</param>
internal sealed record WriteCondition(bool OnlyIfAbsent, string? OnlyIfETag)
{
    /// <summary>Refuses a write over what is there now.</summary>
    /// <exception cref="S3Exception">PreconditionFailed, or NoSuchKey where there is nothing to match.</exception>
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
