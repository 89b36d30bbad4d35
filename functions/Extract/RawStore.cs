using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>
/// The raw bucket. Pages and manifests are written once and never replaced; a state is replaced.
/// </summary>
internal sealed class RawStore(IAmazonS3 s3, string bucket)
{
    private const int MaxAttempts = 2;

    /// <summary>Writes an object that does not exist yet.</summary>
    /// <returns>False if the object exists.</returns>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public async Task<bool> TryPutAsync(string key, byte[] json, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PutAsync(key, json, ifNoneMatch: "*", cancellationToken);
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
            catch (Exception e) when (S3Refusal.Is(e))
            {
                throw S3Refusal.Of(bucket, key, "written", e);
            }
        }
    }

    /// <summary>Writes an object, over an existing one too.</summary>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public async Task PutAsync(string key, byte[] json, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(key, json, ifNoneMatch: null, cancellationToken);
        }
        catch (Exception e) when (S3Refusal.Is(e))
        {
            throw S3Refusal.Of(bucket, key, "written", e);
        }
    }

    /// <summary>The object's address, for messages.</summary>
    public string NameOf(string key) => $"s3://{bucket}/{key}";

    /// <summary>Reads an object's bytes.</summary>
    /// <returns>The bytes; null if the object does not exist.</returns>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    /// <exception cref="ObjectTooLargeException">The object has more bytes than <paramref name="limit"/>.</exception>
    public async Task<byte[]?> TryReadAsync(string key, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.ReadAsync(bucket, key, limit, cancellationToken);
        }
        catch (AmazonS3Exception e) when (S3Refusal.IsMissing(e))
        {
            return null;
        }
        catch (Exception e) when (S3Refusal.Is(e))
        {
            throw S3Refusal.Of(bucket, key, "read", e);
        }
    }

    private async Task PutAsync(string key, byte[] json, string? ifNoneMatch, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(json, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = "application/json",
            IfNoneMatch = ifNoneMatch,
        };
        await s3.PutObjectAsync(request, cancellationToken);
    }
}
