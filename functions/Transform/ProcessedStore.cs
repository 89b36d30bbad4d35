using System.Net;
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

    public async Task<bool> HasAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, KeyOf(key), cancellationToken);
            return true;
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return false;
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "read", e);
        }
    }

    /// <summary>Reads the marker of one playlist and day.</summary>
    public async Task<StoredMarker> FindMarkerAsync(
        DateOnly date, string playlistId, CancellationToken cancellationToken)
    {
        var key = SnapshotMarker.KeyOf(date, playlistId);
        try
        {
            using var response = await s3.GetObjectAsync(bucket, KeyOf(key), cancellationToken);
            return new StoredMarker(await FindAsync(response, cancellationToken), response.ETag);
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return StoredMarker.None;
        }
        catch (AmazonS3Exception e)
        {
            throw Refused(key, "read", e);
        }
    }

    /// <summary>Writes a marker, if the one that was found is still there.</summary>
    /// <returns>False if somebody else has written one since.</returns>
    public async Task<bool> TryPutMarkerAsync(
        SnapshotMarker marker, StoredMarker found, CancellationToken cancellationToken)
    {
        var key = SnapshotMarker.KeyOf(marker.SnapshotDate, marker.PlaylistId);
        using var body = new MemoryStream(marker.ToUtf8(), writable: false);
        var request = Request(key, body, SnapshotMarker.ContentType);
        request.IfMatch = found.ETag;
        request.IfNoneMatch = found.ETag is null ? "*" : null;
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

    private static async Task<SnapshotMarker?> FindAsync(
        GetObjectResponse response, CancellationToken cancellationToken)
    {
        try
        {
            return SnapshotMarker.Find(await response.ReadAsync(StoredObjects.MaxDocument, cancellationToken));
        }
        catch (ObjectTooLargeException)
        {
            return null;
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
internal sealed record StoredMarker(SnapshotMarker? Marker, string? ETag)
{
    public static readonly StoredMarker None = new(null, null);
}
