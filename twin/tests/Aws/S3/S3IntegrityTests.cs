using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Twin.Aws.S3;
using Twin.Declaration;

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
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "BadDigest")]
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
    [InlineData("5\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:mobJYA==\r\n\r\n", "6", "200")]
    [InlineData("6\r\nhello!\r\n0\r\nx-amz-checksum-crc32:mobJYA==\r\n\r\n", "6", "200")]
    [InlineData("6\r\nhello!\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "6", "BadDigest")]
    [InlineData("6\r\nhello!\r\n0\r\n\r\n", "6", "InvalidRequest")]
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

    [Fact]
    public async Task Parts_become_one_object()
    {
        await using var s3 = await LocalS3.StartAsync();
        var bytes = S3Bodies.Bytes((5 * 1024 * 1024) + 10);
        var upload = await s3.Client.InitiateMultipartUploadAsync(
            new() { BucketName = LocalS3.Bucket, Key = "big", ContentType = "application/json" }, Cancelled);
        var parts = new List<PartETag>();
        foreach (var (index, part) in bytes.Chunk(5 * 1024 * 1024).Index())
        {
            var sent = await s3.Client.UploadPartAsync(
                new()
                {
                    BucketName = LocalS3.Bucket,
                    Key = "big",
                    UploadId = upload.UploadId,
                    PartNumber = index + 1,
                    InputStream = new MemoryStream(part),
                },
                Cancelled);
            parts.Add(new PartETag(sent));
        }

        Assert.Empty(s3.Raw.Objects);
        var done = await s3.Client.CompleteMultipartUploadAsync(
            new() { BucketName = LocalS3.Bucket, Key = "big", UploadId = upload.UploadId, PartETags = parts },
            Cancelled);

        Assert.EndsWith("-2\"", done.ETag, StringComparison.Ordinal);
        Assert.Equal(bytes, await s3.GetAsync("big"));
        Assert.Equal("application/json", s3.Raw.Find("big")?.Headers["content-type"]);
        var created = Assert.Single(s3.Created);
        Assert.Equal((ObjectCreation.CompleteMultipartUpload, (long)bytes.Length), (created.How, created.Size));
    }

    [Fact]
    public async Task Transfer_utility_uploads_and_downloads_in_parts()
    {
        await using var s3 = await LocalS3.StartAsync();
        var bytes = S3Bodies.Bytes(17 * 1024 * 1024);
        using var transfer = new Amazon.S3.Transfer.TransferUtility(s3.Client);

        await transfer.UploadAsync(new MemoryStream(bytes), LocalS3.Bucket, "big", Cancelled);

        Assert.Equal(bytes, await s3.GetAsync("big"));
        Assert.Empty(s3.NotImplemented);
    }

    [Fact]
    public async Task An_aborted_upload_leaves_nothing()
    {
        await using var s3 = await LocalS3.StartAsync();
        var upload = await s3.Client.InitiateMultipartUploadAsync(LocalS3.Bucket, "big", Cancelled);
        await s3.Client.UploadPartAsync(
            new()
            {
                BucketName = LocalS3.Bucket,
                Key = "big",
                UploadId = upload.UploadId,
                PartNumber = 1,
                InputStream = new MemoryStream([1, 2, 3]),
            },
            Cancelled);

        await s3.Client.AbortMultipartUploadAsync(LocalS3.Bucket, "big", upload.UploadId, Cancelled);

        Assert.Empty(Directory.EnumerateFiles(s3.Folder, "*", SearchOption.AllDirectories));
        var late = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.Client.AbortMultipartUploadAsync(
            LocalS3.Bucket, "big", upload.UploadId, Cancelled));
        Assert.Equal("NoSuchUpload", late.ErrorCode);
    }

    [Fact]
    public async Task A_small_part_before_the_last_and_a_part_that_nobody_sent_are_refused()
    {
        await using var s3 = await LocalS3.StartAsync();
        var upload = await s3.Client.InitiateMultipartUploadAsync(LocalS3.Bucket, "big", Cancelled);
        var parts = new List<PartETag>();
        for (var number = 1; number <= 2; number++)
        {
            parts.Add(new PartETag(await s3.Client.UploadPartAsync(
                new()
                {
                    BucketName = LocalS3.Bucket,
                    Key = "big",
                    UploadId = upload.UploadId,
                    PartNumber = number,
                    InputStream = new MemoryStream([1, 2, 3]),
                },
                Cancelled)));
        }

        Task Complete(List<PartETag> named) => s3.Client.CompleteMultipartUploadAsync(
            new() { BucketName = LocalS3.Bucket, Key = "big", UploadId = upload.UploadId, PartETags = named },
            Cancelled);
        var small = await Assert.ThrowsAsync<AmazonS3Exception>(() => Complete(parts));
        var unknown = await Assert.ThrowsAsync<AmazonS3Exception>(() => Complete([new PartETag(3, parts[0].ETag)]));

        Assert.Equal(("EntityTooSmall", "InvalidPart"), (small.ErrorCode, unknown.ErrorCode));
        Assert.Empty(s3.Created);
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
