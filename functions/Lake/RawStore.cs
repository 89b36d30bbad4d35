using System.Net;
using Amazon.S3.Model;

namespace Functions.Lake;

/// <summary>The raw bucket. Pages and manifests are written once and never replaced; a state is replaced, and the lease
/// only if it is the one that was read.</summary>
internal sealed class RawStore(IAmazonS3 s3, string bucket)
{
    private const int MaxAttempts = 2;

    /// <summary>Writes an object that does not exist yet.</summary>
    /// <returns>False if the object exists.</returns>
    public async Task<bool> TryPutAsync(string key, byte[] json, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PutAsync(key, json, over: null, isNew: true, cancellationToken);
                return true;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
            catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.Conflict && attempt < MaxAttempts)
            {
                // Somebody else writes the same object at this moment: the next attempt shows who was first.
            }
            catch (Exception e) when (S3Errors.Is(e))
            {
                throw S3Errors.Create(bucket, key, "written", e);
            }
        }
    }

    public async Task PutAsync(string key, byte[] json, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(key, json, over: null, isNew: false, cancellationToken);
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, key, "written", e);
        }
    }

    /// <summary>Writes an object, if the one that was found is still there.</summary>
    /// <param name="over">The ETag of the object that was found; null if there was none.</param>
    /// <returns>The new object's ETag; null if somebody else has written one since, or writes one now.</returns>
    public async Task<string?> TryReplaceAsync(
        string key, byte[] json, string? over, CancellationToken cancellationToken)
    {
        try
        {
            return await PutAsync(key, json, over, isNew: over is null, cancellationToken);
        }
        catch (AmazonS3Exception e) when (
            e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict || S3Errors.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, key, "written", e);
        }
    }

    public string NameOf(string key) => $"s3://{bucket}/{key}";

    /// <returns>The bytes; null if the object does not exist.</returns>
    public async Task<byte[]?> TryReadAsync(string key, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.ReadAsync(bucket, key, limit, cancellationToken);
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, key, "read", e);
        }
    }

    /// <returns>The object; null if it does not exist.</returns>
    public async Task<ObjectWithETag?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
            return new ObjectWithETag(await ReadAsync(response, cancellationToken), response.ETag);
        }
        catch (AmazonS3Exception e) when (S3Errors.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Errors.Is(e))
        {
            throw S3Errors.Create(bucket, key, "read", e);
        }

        static async Task<byte[]> ReadAsync(GetObjectResponse response, CancellationToken cancellationToken)
        {
            try
            {
                return await response.ReadAsync(StoredObjects.MaxDocument, cancellationToken);
            }
            catch (ObjectTooLargeException)
            {
                return [];
            }
        }
    }

    private async Task<string> PutAsync(
        string key, byte[] json, string? over, bool isNew, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(json, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = "application/json",
            IfMatch = over,
            IfNoneMatch = isNew ? "*" : null,
        };
        return (await s3.PutObjectAsync(request, cancellationToken)).ETag;
    }
}

/// <param name="Bytes">The object; empty if it is larger than any that the extraction writes.</param>
/// <param name="ETag">The ETag, in quotes as S3 returns it.</param>
internal sealed record ObjectWithETag(byte[] Bytes, string ETag);
