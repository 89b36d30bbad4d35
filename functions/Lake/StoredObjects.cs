using Amazon.S3;

namespace Functions.Lake;

/// <summary>Reads the lake's objects whole; pages and manifests are small.</summary>
internal static class StoredObjects
{
    /// <exception cref="AmazonS3Exception">S3 refuses.</exception>
    public static async Task<byte[]> ReadAsync(
        this IAmazonS3 s3, string bucket, string key, CancellationToken cancellationToken)
    {
        using var response = await s3.GetObjectAsync(bucket, key, cancellationToken);
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
