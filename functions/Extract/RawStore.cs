using Amazon.S3;
using Amazon.S3.Model;

namespace Functions.Extract;

/// <summary>Writes to the raw bucket.</summary>
internal sealed class RawStore(IAmazonS3 s3, string bucket)
{
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public async Task PutAsync(string key, byte[] json, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(json, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = "application/json",
        };
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw new InvalidOperationException(
                $"s3://{bucket}/{key} cannot be written: {e.ErrorCode}: {e.Message}", e);
        }
    }
}
