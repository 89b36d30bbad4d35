using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>
/// The raw bucket: pages and manifests are written once and stay as they are, a state is written over.
/// </summary>
internal sealed class RawStore(IAmazonS3 s3, string bucket)
{
    private const int MaxAttempts = 2;

    /// <summary>Writes the object unless there is one already.</summary>
    /// <returns>Whether it was written.</returns>
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
                // Somebody writes the same object at this moment: who was first shows when asked again.
            }
            catch (Exception e) when (S3Refusal.Is(e))
            {
                throw S3Refusal.Of(bucket, key, "written", e);
            }
        }
    }

    /// <summary>Writes the object over whatever is there.</summary>
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

    /// <summary>The object's name for a person.</summary>
    public string NameOf(string key) => $"s3://{bucket}/{key}";

    /// <summary>The bytes of an object; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    /// <exception cref="ObjectTooLargeException">It has more bytes than <paramref name="limit"/>.</exception>
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
