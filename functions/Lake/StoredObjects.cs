using Amazon.S3;
using Amazon.S3.Model;

namespace Functions.Lake;

/// <summary>Reads the lake's small objects whole.</summary>
internal static class StoredObjects
{
    /// <exception cref="AmazonS3Exception">S3 refuses.</exception>
    public static async Task<byte[]> ReadAsync(
        this IAmazonS3 s3, string bucket, string key, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
        return await response.ReadAsync(cancellationToken);
    }

    /// <summary>The whole object.</summary>
    public static async Task<byte[]> ReadAsync(this GetObjectResponse response, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
