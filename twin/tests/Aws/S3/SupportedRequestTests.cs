namespace Twin.Tests.Aws.S3;

public sealed class SupportedRequestTests
{
    [Theory]
    [InlineData("GET", "?list-type=2&marker=a", "", "ListObjectsV2 with the query parameter marker")]
    [InlineData("GET", "?list-type=2&prefix=a&prefix=b", "", "the query parameter prefix twice")]
    [InlineData("GET", "/page?response-content-type=a", "", "GetObject with the query parameter response-content-type")]
    [InlineData("GET", "/page?partNumber=1", "", "GetObject with the query parameter partNumber")]
    [InlineData("GET", "/page", "If-Range=a", "GetObject with the header if-range")]
    [InlineData("GET", "/page", "If-Match=a", "GetObject with the header if-match")]
    [InlineData("GET", "/page", "Origin=https://a.example", "GetObject with the header origin")]
    [InlineData("GET", "/page", "Range=bytes=0-1,3-4", "the Range \"bytes=0-1,3-4\"")]
    [InlineData("GET", "/page", "Range=bytes=2-1", "the Range \"bytes=2-1\"")]
    [InlineData("GET", "/page", "Range=lines=1-2", "the Range \"lines=1-2\"")]
    [InlineData("GET", "?policy=", "", "the operation GetBucketPolicy")]
    [InlineData("PUT", "/copy", "x-amz-copy-source=/chart-raw/page", "the operation CopyObject")]
    [InlineData("POST", "/big?uploads=", "", "the operation CreateMultipartUpload")]
    [InlineData("PUT", "/big?partNumber=1&uploadId=1", "", "the operation UploadPart")]
    [InlineData("POST", "/big?uploadId=1", "", "the operation CompleteMultipartUpload")]
    [InlineData("DELETE", "/big?uploadId=1", "", "the operation AbortMultipartUpload")]
    [InlineData("HEAD", "", "", "the operation HeadBucket")]
    [InlineData("PUT", "/page", "x-amz-server-side-encryption=aws:kms:dsse",
        "PutObject with x-amz-server-side-encryption: aws:kms:dsse")]
    [InlineData("PUT", "/page", "x-amz-storage-class=GLACIER", "PutObject with the header x-amz-storage-class")]
    [InlineData("PUT", "/page", "x-amz-acl=private", "PutObject with the header x-amz-acl")]
    [InlineData("PUT", "/page", "x-amz-meta-name=Bj\u00f6rk",
        "the header x-amz-meta-name with characters outside ASCII")]
    [InlineData("PUT", "/page", "Content-Encoding=aws-chunked", "PutObject with aws-chunked in Content-Encoding only")]
    [InlineData("PUT", "/a+b", "", "a plus sign in a path")]
    public async Task Anything_else_than_what_is_sent_is_refused_by_name(
        string method, string target, string header, string named)
    {
        await using var s3 = await LocalS3.StartAsync();
        await s3.PutAsync("page", "hello");
        await using var connection = await S3Connection.OpenAsync(s3);
        var headers = header.Length == 0 ? [] : new[] { (header.Split('=')[0], header.Split('=', 2)[1]) };

        var answer = await connection.SendAsync(
            method, target, method == "PUT" ? "x" : null, S3Connection.Unsigned, headers);

        Assert.Equal(501, answer.Status);
        Assert.Contains(named, Assert.Single(s3.NotImplemented), StringComparison.Ordinal);
        Assert.Equal("hello", await s3.GetTextAsync("page"));
    }

    [Theory]
    [InlineData("deflate, gzip", "deflate, gzip")]
    [InlineData("aws-chunked, gzip", "gzip")]
    [InlineData("gzip,aws-chunked", "gzip")]
    [InlineData("aws-chunked, deflate, gzip", "deflate, gzip")]
    [InlineData("aws-chunked", null)]
    public async Task Content_encoding_is_kept_but_for_that_of_the_transfer(string sent, string? kept)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);
        var isChunked = sent.Contains("aws-chunked", StringComparison.Ordinal);

        await connection.SendAsync(
            "PUT",
            "/page",
            isChunked ? "1\r\nx\r\n0\r\n\r\n" : "x",
            isChunked ? S3Connection.Chunked : S3Connection.Unsigned,
            isChunked
                ? [("Content-Encoding", sent), ("x-amz-decoded-content-length", "1")]
                : [("Content-Encoding", sent)]);

        var read = await connection.SendAsync("HEAD", "/page", null, S3Connection.Unsigned);
        Assert.Equal(kept, read.Headers.GetValueOrDefault("Content-Encoding"));
    }

    [Theory]
    [InlineData("bytes=1-3", 206, "ell")]
    [InlineData("bytes=3-", 206, "lo")]
    [InlineData("bytes=-2", 206, "lo")]
    [InlineData("bytes=-9", 206, "hello")]
    [InlineData("bytes=2-99", 206, "llo")]
    [InlineData("bytes=5-", 416, "InvalidRange")]
    [InlineData("bytes=-0", 416, "InvalidRange")]
    public async Task A_range_is_answered_or_cannot_be_satisfied(string range, int status, string expected)
    {
        await using var s3 = await LocalS3.StartAsync();
        await s3.PutAsync("page", "hello");
        await using var connection = await S3Connection.OpenAsync(s3);

        var answer = await connection.SendAsync("GET", "/page", null, S3Connection.Unsigned, ("Range", range));

        Assert.Equal((status, expected), (answer.Status, status == 206 ? answer.Body : answer.Outcome));
    }

    [Theory]
    [InlineData("GET", "", "Version id cannot be the empty string")]
    [InlineData("GET", "unknown", "Invalid version id specified")]
    [InlineData("DELETE", "unknown", "Invalid version id specified")]
    [InlineData("GET", "QUpfdW5rbm93bl92ZXJzaW9uX2lkLi4u", null)]
    public async Task A_version_id_that_is_none_is_told_from_one_that_is_unknown(
        string method, string versionId, string? message)
    {
        await using var s3 = await LocalS3.StartAsync(isVersioned: true);
        await s3.PutAsync("page", "hello");
        await using var connection = await S3Connection.OpenAsync(s3);

        var answer = await connection.SendAsync(
            method, $"/page?versionId={versionId}", null, S3Connection.Unsigned);

        Assert.Equal(message is null ? "NoSuchVersion" : "InvalidArgument", answer.Outcome);
        Assert.Equal(message is null ? 404 : 400, answer.Status);
        Assert.Equal(message ?? "The specified version does not exist.", answer.Message);
    }

    [Theory]
    [InlineData("/%zz")]
    [InlineData("/a%2")]
    [InlineData("/%FF")]
    [InlineData("?list-type=2&prefix=%C3%28")]
    public async Task An_escape_that_is_none_is_InvalidURI(string target)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);

        var answer = await connection.SendAsync("GET", target, null, S3Connection.Unsigned);

        Assert.Equal((400, "InvalidURI"), (answer.Status, answer.Outcome));
    }

    [Fact]
    public async Task A_listing_escapes_keys_as_forms_do_and_an_empty_delimiter_is_none()
    {
        await using var s3 = await LocalS3.StartAsync();
        foreach (var key in (string[])["a b+c/\u00e9", "*~(d)"])
        {
            await s3.PutAsync(key, "x");
        }

        await using var connection = await S3Connection.OpenAsync(s3);

        var listed = await connection.SendAsync(
            "GET", "?delimiter=&encoding-type=url&list-type=2", null, S3Connection.Unsigned);

        Assert.Contains("<Key>*%7E%28d%29</Key>", listed.Body, StringComparison.Ordinal);
        Assert.Contains("<Key>a+b%2Bc/%C3%A9</Key>", listed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Delimiter", listed.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.168.5.123")]
    [InlineData("raw..lake")]
    [InlineData("xn--raw")]
    [InlineData("raw-s3alias")]
    [InlineData("ra")]
    [InlineData("Raw")]
    public async Task A_name_that_no_bucket_can_have_is_InvalidBucketName(string name)
    {
        await using var s3 = await LocalS3.StartAsync();

        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => s3.Client.ListObjectsV2Async(new() { BucketName = name }, Cancel));

        Assert.Equal("InvalidBucketName", refused.ErrorCode);
        Assert.Throws<ArgumentException>(() => s3.Store.Create(name));
    }
}
