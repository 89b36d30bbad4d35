using System.Net;
using System.Security.Cryptography;
using Amazon.S3.Model;

namespace Functions.Transform;

/// <param name="prefix">The prefix of all keys: empty, or with a slash at its end.</param>
internal sealed class ProcessedStore(IAmazonS3 s3, string bucket, string prefix = "")
{
    /// <summary>A value that indicates whether it is a part of the bucket, which no query reads.</summary>
    public bool IsShadow => prefix.Length > 0;

    public string KeyOf(string key) => prefix + key;

    public async Task PutAsync(string key, Stream body, string contentType, CancellationToken cancellationToken)
    {
        try
        {
            await s3.PutObjectAsync(Request(key, body, contentType), cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "written", e);
        }
    }

    /// <summary>Deletes an object, if it exists.</summary>
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await s3.DeleteObjectAsync(bucket, KeyOf(key), cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "deleted", e);
        }
    }

    public async Task<bool> HasAsync(string key, CancellationToken cancellationToken) =>
        await HashAsync(key, cancellationToken) is not null;

    /// <summary>The SHA-256 of an object's bytes, as markers have it; null if there is no object.</summary>
    public async Task<string?> HashAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, KeyOf(key), cancellationToken);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(response.ResponseStream, cancellationToken));
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return null;
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "read", e);
        }
    }

    /// <summary>Reads the marker of one playlist and day.</summary>
    public Task<StoredMarker<SnapshotMarker>> FindMarkerAsync(
        DateOnly date, string playlistId, CancellationToken cancellationToken) =>
        FindMarkerAsync(SnapshotMarker.KeyOf(date, playlistId), SnapshotMarker.Find, cancellationToken);

    /// <summary>Reads the marker of a month of plays.</summary>
    public Task<StoredMarker<PlaysMarker>> FindMarkerAsync(PlayedMonth month, CancellationToken cancellationToken) =>
        FindMarkerAsync(PlaysMarker.KeyOf(month), PlaysMarker.Find, cancellationToken);

    /// <summary>Writes a marker, if the one that was found is still there.</summary>
    /// <param name="over">The ETag of the marker that was found; null if there was none.</param>
    /// <returns>False if somebody else has written one since.</returns>
    public async Task<bool> TryPutMarkerAsync(
        string key, byte[] marker, string? over, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(marker, writable: false);
        var request = Request(key, body, SnapshotMarker.ContentType);
        request.IfMatch = over;
        request.IfNoneMatch = over is null ? "*" : null;
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (
            e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict || e.ErrorCode == "NoSuchKey")
        {
            return false;
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "written", e);
        }
    }

    private async Task<StoredMarker<T>> FindMarkerAsync<T>(
        string key, Func<ReadOnlySpan<byte>, T?> find, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, KeyOf(key), cancellationToken);
            try
            {
                var bytes = await response.ReadAsync(StoredObjects.MaxDocument, cancellationToken);
                return new StoredMarker<T>(find(bytes), response.ETag);
            }
            catch (ObjectTooLargeException)
            {
                return new StoredMarker<T>(null, response.ETag);
            }
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return StoredMarker<T>.None;
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "read", e);
        }
    }

    private PutObjectRequest Request(string key, Stream body, string contentType) => new()
    {
        BucketName = bucket,
        Key = KeyOf(key),
        InputStream = body,
        AutoCloseStream = false,
        ContentType = contentType,
    };

    private InvalidOperationException Refused(string key, string what, AmazonS3Exception e) =>
        S3Errors.Create(bucket, KeyOf(key), what, e);
}

/// <param name="Marker">The marker; null if there is none, or if it cannot be read.</param>
/// <param name="ETag">The object's ETag, in quotes as S3 returns it; null if there is no object.</param>
internal sealed record StoredMarker<T>(T? Marker, string? ETag)
    where T : class
{
    public static readonly StoredMarker<T> None = new(null, null);
}
