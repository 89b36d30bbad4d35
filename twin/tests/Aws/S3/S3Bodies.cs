using Amazon.S3.Model;
namespace Twin.Tests.Aws.S3;

internal static class S3Bodies
{
    public static Task<PutObjectResponse> PutAsync(this LocalS3 s3, string key, string text) =>
        s3.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = LocalS3.Bucket, Key = key, ContentBody = text },
            TestContext.Current.CancellationToken);

    public static Task<PutObjectResponse> PutAsync(this LocalS3 s3, string key, byte[] bytes) =>
        s3.Client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = LocalS3.Bucket,
                Key = key,
                InputStream = new MemoryStream(bytes),
            },
            TestContext.Current.CancellationToken);

    public static async Task<byte[]> GetAsync(this LocalS3 s3, string key)
    {
        using var response = await s3.Client.GetObjectAsync(
            LocalS3.Bucket, key, TestContext.Current.CancellationToken);
        return await response.ReadAsync();
    }

    public static async Task<byte[]> ReadAsync(this GetObjectResponse response)
    {
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    public static async Task<string> GetTextAsync(this LocalS3 s3, string key) =>
        Encoding.UTF8.GetString(await s3.GetAsync(key));

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
