namespace Twin.Tests.Aws.S3;

/// <summary>Requests as they arrive on the wire: bodies, lengths and connections.</summary>
public sealed class S3WireTests
{
    private const string Hello = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";

    [Theory]
    [InlineData("x-amz-tagging", "a=b", "NotImplemented")]
    [InlineData("x-amz-expected-bucket-owner", "999999999999", "AccessDenied")]
    [InlineData("If-None-Match", "\"a\"", "NotImplemented")]
    public async Task After_a_refusal_the_next_request_on_the_connection_is_answered(
        string header, string value, string outcome)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);
        // More than a server reads by itself before it answers.
        var body = new string('x', 4 * 1024 * 1024);

        var refused = await connection.SendAsync("PUT", "/page", body, S3Connection.Unsigned, (header, value));
        var next = await connection.SendAsync("PUT", "/page", "y", S3Connection.Unsigned);

        Assert.Equal((outcome, "200"), (refused.Outcome, next.Outcome));
        Assert.Equal("y", await s3.GetTextAsync("page"));
    }

    // Such a client does not send the body, so the server cannot know where the next request begins.
    [Fact]
    public async Task A_refusal_of_a_body_that_was_not_sent_closes_the_connection()
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);

        var accepted = await connection.SendAsync(
            "PUT", "/page", "x", S3Connection.Unsigned, ("Expect", "100-continue"));
        var refused = await connection.SendAsync(
            "PUT", "/page", "x", S3Connection.Unsigned, ("Expect", "100-continue"), ("x-amz-tagging", "a=b"));

        Assert.Equal(("200", "NotImplemented"), (accepted.Outcome, refused.Outcome));
        Assert.False(accepted.Headers.ContainsKey("Connection"));
        Assert.Equal("close", refused.Headers["Connection"]);
    }

    [Theory]
    [InlineData(S3Connection.Unsigned, null, null, "MissingContentLength")]
    [InlineData(S3Connection.Unsigned, "1\r\nx\r\n0\r\n\r\n", null, "MissingContentLength")]
    [InlineData(S3Connection.Chunked, null, null, "MissingContentLength")]
    [InlineData(S3Connection.Chunked, "2e\r\n" + Hello + "\r\n0\r\n\r\n", "5", "200")]
    public async Task A_body_without_a_length_is_refused_unless_its_decoded_length_is_known(
        string payloadHash, string? body, string? decodedLength, string outcome)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);
        var headers = new List<(string, string)>();
        if (body is not null)
        {
            headers.Add(("Transfer-Encoding", "chunked"));
        }

        if (decodedLength is not null)
        {
            headers.AddRange(
                ("x-amz-decoded-content-length", decodedLength), ("x-amz-trailer", "x-amz-checksum-crc32"));
        }

        var answer = await connection.SendAsync("PUT", "/page", body, payloadHash, [.. headers]);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal(outcome == "200" ? 200 : 411, answer.Status);
    }

    // Each message is S3's: its own SDKs, and others, show it.
    [Theory]
    [InlineData("", "x-amz-checksum-crc32=NhCmhg==", "200", null)]
    [InlineData("", "x-amz-checksum-crc32=AAAAAA==", "BadDigest",
        "The CRC32 you specified did not match the calculated checksum.")]
    [InlineData("", "x-amz-checksum-crc32=bad", "InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid.")]
    [InlineData("", "x-amz-checksum-sha1=NhCmhg==", "InvalidRequest",
        "Value for x-amz-checksum-sha1 header is invalid.")]
    [InlineData("", "x-amz-checksum-crc32=NhCmhg==&x-amz-checksum-crc32c=NhCmhg==", "InvalidRequest",
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")]
    [InlineData("", "x-amz-checksum-crc32=NhCmhg==&x-amz-sdk-checksum-algorithm=crc32", "200", null)]
    [InlineData("", "x-amz-checksum-crc32=NhCmhg==&x-amz-sdk-checksum-algorithm=CRC32C", "InvalidRequest",
        "Value for x-amz-sdk-checksum-algorithm header is invalid.")]
    [InlineData("", "x-amz-sdk-checksum-algorithm=CRC32", "InvalidRequest",
        "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were "
        + "found.")]
    [InlineData("", "x-amz-trailer=x-amz-checksum-crc32", "MalformedTrailerError", null)]
    [InlineData("x-amz-checksum-crc32:NhCmhg==\r\n", "x-amz-trailer=x-amz-checksum-crc32", "200", null)]
    [InlineData("x-amz-checksum-crc32:AAAAAA==\r\n", "x-amz-trailer=x-amz-checksum-crc32", "BadDigest", null)]
    [InlineData("x-amz-checksum-crc32:bad\r\n", "x-amz-trailer=x-amz-checksum-crc32", "InvalidRequest",
        "Value for x-amz-checksum-crc32 trailing header is invalid.")]
    [InlineData("x-amz-checksum-crc32c:NhCmhg==\r\n", "x-amz-trailer=x-amz-checksum-crc32", "MalformedTrailerError",
        null)]
    [InlineData("x-amz-checksum-crc32:NhCmhg==\r\n",
        "x-amz-trailer=x-amz-checksum-crc32&x-amz-checksum-crc32=NhCmhg==", "InvalidRequest",
        "Expecting a single x-amz-checksum- header")]
    [InlineData("x-amz-checksum-crc32:NhCmhg==\r\n",
        "x-amz-trailer=x-amz-checksum-crc32, x-amz-checksum-sha1", "InvalidRequest",
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")]
    public async Task A_request_has_one_checksum_which_is_right(
        string trailers, string headers, string outcome, string? message)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);
        var sent = headers.Split('&').Select(header => header.Split('=', 2)).Select(pair => (pair[0], pair[1]));
        var isChunked = trailers.Length > 0;

        var answer = await connection.SendAsync(
            "PUT",
            "/page",
            isChunked ? $"5\r\nhello\r\n0\r\n{trailers}\r\n" : "hello",
            isChunked ? S3Connection.Chunked : S3Connection.Unsigned,
            isChunked ? [.. sent, ("x-amz-decoded-content-length", "5")] : [.. sent]);

        Assert.Equal(outcome, answer.Outcome);
        Assert.Equal(message ?? answer.Message, answer.Message);
        Assert.Equal(outcome == "200" ? [5L] : [], s3.Raw.Objects.Select(stored => stored.Size));
    }

    // Signed chunks: S3SignatureTests.
    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "6", "IncompleteBody")]
    [InlineData("5\r\nhel", "5", "IncompleteBody")]
    [InlineData("5\r\nhellomore\r\n0\r\n\r\n", "5", "IncompleteBody")]
    [InlineData("x\r\nhello\r\n0\r\n\r\n", "5", "IncompleteBody")]
    [InlineData("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "5", "InvalidChunkSizeError")]
    public async Task Chunks_that_are_wrong_are_refused(string body, string length, string code)
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);

        var answer = await connection.SendAsync(
            "PUT", "/page", body, S3Connection.Chunked, ("x-amz-decoded-content-length", length));

        Assert.Equal((400, code), (answer.Status, answer.Outcome));
        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task An_object_without_a_checksum_gets_S3s_own()
    {
        await using var s3 = await LocalS3.StartAsync();
        await using var connection = await S3Connection.OpenAsync(s3);

        var put = await connection.SendAsync("PUT", "/page", "123456789", S3Connection.Unsigned);
        var read = await connection.SendAsync(
            "GET", "/page", null, S3Connection.Unsigned, ("x-amz-checksum-mode", "ENABLED"));

        Assert.Equal("rosUhgp5mIg=", put.Headers["x-amz-checksum-crc64nvme"]);
        Assert.Equal("rosUhgp5mIg=", read.Headers["x-amz-checksum-crc64nvme"]);
    }
}
