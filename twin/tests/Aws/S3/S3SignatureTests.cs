using System.Xml.Linq;
using Amazon.S3.Model;
using Twin.Tests.Aws.Signing;

namespace Twin.Tests.Aws.S3;

public sealed class S3SignatureTests
{
    // Only the last chunk may have less than 8 KB.
    private static readonly string First = "hello".PadRight(8192);

    private const string Body = "written by its owner";
    private const string ChunkedWithTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string Chunked = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

    private static readonly string BodyHash = HashOf(Body);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unsigned", 403, "AccessDenied")]
    [InlineData("bearer", 400, "InvalidArgument")]
    [InlineData("version 2", 400, "InvalidRequest")]
    [InlineData("incomplete", 400, "AuthorizationHeaderMalformed")]
    [InlineData("a credential of another form", 400, "AuthorizationHeaderMalformed")]
    [InlineData("no time", 403, "AccessDenied")]
    [InlineData("no payload hash", 400, "InvalidRequest")]
    [InlineData("a payload hash of another form", 400, "InvalidArgument")]
    [InlineData("another run", 403, "InvalidAccessKeyId")]
    [InlineData("no token", 403, "InvalidAccessKeyId")]
    [InlineData("another token", 400, "InvalidToken")]
    [InlineData("another secret", 403, "SignatureDoesNotMatch")]
    [InlineData("another signature", 403, "SignatureDoesNotMatch")]
    [InlineData("another key", 403, "SignatureDoesNotMatch")]
    [InlineData("another query", 403, "SignatureDoesNotMatch")]
    [InlineData("another method", 403, "SignatureDoesNotMatch")]
    [InlineData("another value of a signed header", 403, "SignatureDoesNotMatch")]
    [InlineData("a header that is not signed", 403, "AccessDenied")]
    [InlineData("another body", 400, "XAmzContentSHA256Mismatch")]
    [InlineData("another region", 400, "AuthorizationHeaderMalformed")]
    [InlineData("another service", 400, "AuthorizationHeaderMalformed")]
    [InlineData("another day in the scope", 400, "AuthorizationHeaderMalformed")]
    [InlineData("16 minutes ago", 403, "RequestTimeTooSkewed")]
    [InlineData("in 16 minutes", 403, "RequestTimeTooSkewed")]
    public async Task Nobody_writes_without_the_signature_of_this_run(string wrong, int status, string code)
    {
        await using var s3 = await LocalS3.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var own = s3.Signer;
        var signer = wrong switch
        {
            "another run" => own with { Credentials = CredentialFactory.Create() },
            "another token" => own with { Credentials = own.Credentials with { SessionToken = "other" } },
            "another secret" => own with { Credentials = own.Credentials with { SecretAccessKey = "other" } },
            "another region" => own with { Region = "us-east-1" },
            "another service" => own with { Service = "ssm" },
            "16 minutes ago" => own with { Time = now.AddMinutes(-16) },
            "in 16 minutes" => own with { Time = now.AddMinutes(16) },
            _ => own,
        };
        using var request = s3.Request(HttpMethod.Put, $"{LocalS3.Bucket}/page");
        request.Content = new StringContent(Body);
        request.Headers.Add("x-amz-meta-a", "a");
        signer.Sign(request, wrong == "a payload hash of another form" ? "none" : BodyHash);
        Spoil(request, wrong);

        var answer = await SendAsync(request);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Empty(s3.Raw.Objects);
        Assert.Empty(s3.Created);
        Assert.Empty(s3.NotImplemented);
        Assert.Empty(s3.Access.Denied);
    }

    [Theory]
    [InlineData(-14)]
    [InlineData(14)]
    public async Task A_clock_that_is_a_little_wrong_does_no_harm(int minutes)
    {
        await using var s3 = await LocalS3.StartAsync();
        using var request = s3.Request(HttpMethod.Put, $"{LocalS3.Bucket}/page");
        request.Content = new StringContent(Body);
        (s3.Signer with { Time = TimeProvider.System.GetUtcNow().AddMinutes(minutes) }).Sign(request, BodyHash);

        Assert.Equal((200, ""), await SendAsync(request));
        Assert.Equal(Body, await s3.GetTextAsync("page"));
    }

    [Fact]
    public async Task A_presigned_request_is_refused_by_name()
    {
        await using var s3 = await LocalS3.StartAsync();
        var presigned = new Uri((await s3.Client.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest
            {
                BucketName = LocalS3.Bucket,
                Key = "page",
                Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1),
                Protocol = Amazon.S3.Protocol.HTTP,
            })).Replace(s3.Credentials.AccessKeyId, "ASIASTRANGER", StringComparison.Ordinal));
        using var own = new HttpRequestMessage(
            HttpMethod.Get,
            presigned.AbsoluteUri.Replace("ASIASTRANGER", s3.Credentials.AccessKeyId, StringComparison.Ordinal));
        using var strangers = new HttpRequestMessage(HttpMethod.Get, presigned);

        Assert.Equal((403, "InvalidAccessKeyId"), await SendAsync(strangers));
        Assert.Empty(s3.NotImplemented);
        Assert.Equal((501, "NotImplemented"), await SendAsync(own));
        Assert.Equal(["S3: The local twin does not know presigned requests."], s3.NotImplemented);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("hello", "jello", "SignatureDoesNotMatch")]
    [InlineData("2000;chunk-signature=", "2000;other-signature=", "SignatureDoesNotMatch")]
    [InlineData("x-amz-checksum-crc32:4JRmbw==", "x-amz-checksum-crc32:AAAAAA==", "SignatureDoesNotMatch")]
    [InlineData("x-amz-trailer-signature", "x-amz-other-signature", "SignatureDoesNotMatch")]
    [InlineData("\r\n0;", "\r\n", "IncompleteBody")]
    [InlineData("last", "first", "SignatureDoesNotMatch")]
    public async Task A_body_in_signed_chunks_cannot_be_changed(string part, string other, string code)
    {
        await using var s3 = await LocalS3.StartAsync();
        using var request = s3.Request(HttpMethod.Put, $"{LocalS3.Bucket}/page");
        request.Headers.Add("x-amz-decoded-content-length", "8193");
        request.Headers.Add("x-amz-trailer", "x-amz-checksum-crc32");
        var body = Sign(s3, request, ChunkedWithTrailer, out var chunks);
        var changed = (part, other) switch
        {
            ("last", "first") => body.Replace(chunks[2], chunks[1], StringComparison.Ordinal),
            ("", _) => body,
            _ => body.Replace(part, other, StringComparison.Ordinal),
        };
        Assert.Equal(code.Length == 0, body == changed);
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(changed));

        Assert.Equal(code, (await SendAsync(request)).Code);
        Assert.Equal(code.Length == 0 ? ["page"] : [], s3.Raw.Objects.Select(stored => stored.Key));
    }

    [Fact]
    public async Task A_trailer_that_is_not_announced_is_refused()
    {
        await using var s3 = await LocalS3.StartAsync();
        using var request = s3.Request(HttpMethod.Put, $"{LocalS3.Bucket}/page");
        request.Headers.Add("x-amz-decoded-content-length", "8193");
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(Sign(s3, request, Chunked, out _)));

        Assert.Equal((400, "MalformedTrailerError"), await SendAsync(request));
        Assert.Empty(s3.Raw.Objects);
    }

    [Fact]
    public async Task A_listing_is_signed_with_its_query()
    {
        await using var s3 = await LocalS3.StartAsync();
        const string Prefix = "a b+c=d&e/ü%25~*'()/";
        await s3.PutAsync(Prefix + "page", "x");

        var listing = await s3.Client.ListObjectsV2Async(
            new() { BucketName = LocalS3.Bucket, Prefix = Prefix, Delimiter = "/", StartAfter = "=" }, Cancelled);

        Assert.Equal(Prefix + "page", Assert.Single(listing.S3Objects).Key);
    }

    /// <summary>Signs the request, and two chunks and a trailer.</summary>
    private static string Sign(LocalS3 s3, HttpRequestMessage request, string payloadHash, out string[] signatures)
    {
        var signer = s3.Signer;
        signer.Sign(request, payloadHash);
        var last = request.Headers.GetValues("Authorization").Single()[^64..];
        string[] chunks = [Chunk(First), Chunk("!"), Chunk("")];
        signatures = chunks;
        const string Trailer = "x-amz-checksum-crc32:4JRmbw==";
        var trailer = Signature($"TRAILER\n{Head()}\n{HashOf(Trailer + "\n")}");
        return $"2000;chunk-signature={chunks[0]}\r\n{First}\r\n1;chunk-signature={chunks[1]}\r\n!\r\n"
            + $"0;chunk-signature={chunks[2]}\r\n{Trailer}\r\nx-amz-trailer-signature:{trailer}\r\n\r\n";

        string Chunk(string text) => last = Signature($"PAYLOAD\n{Head()}\n{HashOf("")}\n{HashOf(text)}");

        string Head() => $"{signer.Timestamp}\n{signer.Scope}\n{last}";

        string Signature(string text) => Convert.ToHexStringLower(
            HMACSHA256.HashData(signer.Key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256-{text}")));
    }

    private static void Spoil(HttpRequestMessage request, string wrong)
    {
        if (request.TrySpoil(wrong))
        {
            return;
        }

        var authorization = request.Headers.GetValues("Authorization").Single();
        switch (wrong)
        {
            case "version 2":
                request.Replace("Authorization", "AWS AKIDEXAMPLE:c2lnbmF0dXJl");
                break;
            case "a credential of another form":
                request.Replace("Authorization", authorization.Replace("/aws4_request", "", StringComparison.Ordinal));
                break;
            case "no payload hash":
                request.Headers.Remove("x-amz-content-sha256");
                break;
            case "another key":
                request.RequestUri = new Uri(request.RequestUri!, "other");
                break;
            case "another query":
                request.RequestUri = new Uri(request.RequestUri!, "?x-id=PutObject");
                break;
            case "another method":
                request.Method = HttpMethod.Delete;
                break;
            case "another value of a signed header":
                request.Replace("x-amz-meta-a", "b");
                break;
            case "a header that is not signed":
                request.Headers.Add("x-amz-copy-source", "/other/secret");
                break;
            case "another body":
                request.Content = new StringContent("forged");
                break;
            case "another day in the scope":
                var day = request.Headers.GetValues("x-amz-date").Single()[..8];
                request.Replace(
                    "Authorization", authorization.Replace($"/{day}/", "/20261121/", StringComparison.Ordinal));
                break;
        }
    }

    private static async Task<(int Status, string Code)> SendAsync(HttpRequestMessage request)
    {
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        return ((int)response.StatusCode, text.Length == 0 ? "" : XElement.Parse(text).Element("Code")?.Value ?? "");
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
