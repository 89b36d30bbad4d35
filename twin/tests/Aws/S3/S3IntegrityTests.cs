using System.Xml.Linq;
using Amazon.Runtime;
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

    // Signed chunks: S3SignatureTests.
    [Theory]
    [InlineData("6\r\nhello!\r\n0\r\nx-amz-checksum-crc32:mobJYA==\r\n\r\n", "6", "200")]
    [InlineData("6\r\nhello!\r\n0\r\n\r\n", "6", "MalformedTrailerError")]
    [InlineData("6\r\nhello!\r\n0\r\nx-amz-checksum-crc32:mobJYA==\r\n\r\n", "7", "IncompleteBody")]
    [InlineData("6\r\nhel", "6", "IncompleteBody")]
    [InlineData("6\r\nhello!more\r\n0\r\n\r\n", "6", "IncompleteBody")]
    [InlineData("x\r\nhello!\r\n0\r\n\r\n", "6", "IncompleteBody")]
    public async Task A_chunked_body_is_unwrapped_and_checked(string body, string length, string outcome)
    {
        await using var s3 = await LocalS3.StartAsync();
        using var http = new HttpClient();
        using var request = s3.Request(HttpMethod.Put, $"{LocalS3.Bucket}/page");
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        request.Content.Headers.ContentEncoding.Add("aws-chunked");
        request.Headers.Add("x-amz-decoded-content-length", length);
        request.Headers.Add("x-amz-trailer", "x-amz-checksum-crc32");
        s3.Signer.Sign(request, "STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        using var response = await http.SendAsync(request, Cancelled);

        if (outcome == "200")
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("hello!", await s3.GetTextAsync("page"));
            Assert.False(s3.Raw.Find("page")?.Headers.ContainsKey("content-encoding"));
        }
        else
        {
            var error = await response.Content.ReadAsStringAsync(Cancelled);
            Assert.Contains($"<Code>{outcome}</Code>", error, StringComparison.Ordinal);
            Assert.Empty(s3.Raw.Objects);
        }
    }

    [Theory]
    [InlineData("PUT", "copy", "CopyObject")]
    [InlineData("POST", "big?uploads=", "CreateMultipartUpload")]
    [InlineData("PUT", "big?partNumber=1&uploadId=1", "UploadPart")]
    [InlineData("POST", "big?uploadId=1", "CompleteMultipartUpload")]
    [InlineData("DELETE", "big?uploadId=1", "AbortMultipartUpload")]
    public async Task A_copy_and_an_upload_in_parts_get_501_and_are_named(
        string method, string target, string operation)
    {
        await using var s3 = await LocalS3.StartAsync();
        using var http = new HttpClient();
        using var request = s3.Request(new HttpMethod(method), $"{LocalS3.Bucket}/{target}");
        if (operation == "CopyObject")
        {
            request.Headers.Add("x-amz-copy-source", $"/{LocalS3.Bucket}/page");
        }

        s3.Signer.Sign(request, "UNSIGNED-PAYLOAD");

        using var response = await http.SendAsync(request, Cancelled);

        var error = XElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal("NotImplemented", error.Element("Code")?.Value);
        Assert.Equal($"The local twin does not know the operation {operation}.", error.Element("Message")?.Value);
        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task A_request_that_the_twin_does_not_know_gets_501_and_is_named()
    {
        await using var s3 = await LocalS3.StartAsync();

        var operation = await Assert.ThrowsAnyAsync<AmazonServiceException>(
            () => s3.Client.GetBucketPolicyAsync(LocalS3.Bucket, Cancelled));
        var header = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => s3.Client.PutObjectAsync(
            new()
            {
                BucketName = LocalS3.Bucket,
                Key = "page",
                ContentBody = "x",
                TagSet = [new Tag { Key = "a", Value = "b" }],
            },
            Cancelled));
        var encryption = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => s3.Client.PutObjectAsync(
            new()
            {
                BucketName = LocalS3.Bucket,
                Key = "page",
                ContentBody = "x",
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMSDSSE,
            },
            Cancelled));

        Assert.All(
            [operation, header, encryption],
            thrown => Assert.Equal(HttpStatusCode.NotImplemented, thrown.StatusCode));
        Assert.Equal(
            [
                "S3: The local twin does not know the operation GetBucketPolicy.",
                "S3: The local twin does not know PutObject with the header x-amz-tagging.",
                "S3: The local twin does not know PutObject with x-amz-server-side-encryption: aws:kms:dsse.",
            ],
            s3.NotImplemented);
        Assert.Empty(s3.Raw.Objects);
    }
}
