using Amazon.S3.Model;

using ChecksumAlgorithm = Twin.Aws.S3.ChecksumAlgorithm;

namespace Twin.Tests.Aws.S3;

public sealed class S3IntegrityTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // The check values of the CRC catalogue and of FIPS 180, all for the nine bytes 123456789.
    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    [InlineData("SHA1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    public void A_checksum_has_its_published_check_value(string name, string expected)
    {
        using var hash = ChecksumAlgorithm.All[name].Begin();

        hash.Append("1234"u8);
        hash.Append("56789"u8);

        Assert.Equal(expected, Convert.ToHexString(hash.Finish()));
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task A_checksum_that_the_client_computes_is_verified_kept_and_verified_again(string name)
    {
        await using var s3 = await LocalS3.StartAsync();
        var algorithm = Amazon.S3.ChecksumAlgorithm.FindValue(name)!;
        await s3.Client.PutObjectAsync(
            new()
            {
                BucketName = LocalS3.Bucket,
                Key = "page",
                InputStream = new MemoryStream(S3Bodies.Bytes(200_000)),
                ChecksumAlgorithm = algorithm,
            },
            Cancelled);

        using var response = await s3.Client.GetObjectAsync(
            new() { BucketName = LocalS3.Bucket, Key = "page", ChecksumMode = ChecksumMode.ENABLED }, Cancelled);

        Assert.Equal(S3Bodies.Bytes(200_000), await response.ReadAsync());
        Assert.Equal(name, s3.Raw.Find("page")?.Checksum?.Algorithm.Name);
        Assert.Equal(name, response.ResponseMetadata.ChecksumAlgorithm.ToString());
    }

    [Theory]
    [InlineData("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==", "BadDigest")]
    [InlineData("Content-MD5", "AAAA", "InvalidDigest")]
    [InlineData(
        "x-amz-content-sha256",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "XAmzContentSHA256Mismatch")]
    public async Task Bytes_that_do_not_match_their_checksum_are_refused(string header, string value, string code)
    {
        await using var s3 = await LocalS3.StartAsync();
        using var http = new HttpClient();
        using var request = s3.Request(HttpMethod.Put, $"{LocalS3.Bucket}/page");
        request.Content = new StringContent("damaged");
        request.Content.Headers.TryAddWithoutValidation(header, value);
        s3.Signer.Sign(request, "UNSIGNED-PAYLOAD");

        using var response = await http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains($"<Code>{code}</Code>", error, StringComparison.Ordinal);
        Assert.Empty(s3.Raw.Objects);
        Assert.Empty(s3.Created);
    }
}
