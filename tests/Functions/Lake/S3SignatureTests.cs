using System.Text;
using Amazon.S3.Model;

namespace Tests.Functions.Lake;

public class S3SignatureTests
{
    private static readonly SigV4 Published =
        new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null, "us-east-1");

    // "Signature calculations for the Authorization header", single chunk: all four examples.
    [Theory]
    [InlineData("GET", "/test.txt", "", "range=bytes=0-9",
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("PUT", "/test$file.text", "Welcome to Amazon S3.",
        "date=Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class=REDUCED_REDUNDANCY",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("GET", "/?lifecycle", "", "", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/?max-keys=2&prefix=J", "", "",
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_published_request_has_its_signature(
        string method, string target, string body, string further, string signature)
    {
        var headers = Headers(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body))),
            further,
            signature);

        Published.Verify(method, target, headers, Encoding.UTF8.GetBytes(body));
        Assert.Throws<InvalidOperationException>(
            () => Published.Verify(method, target, headers, Encoding.UTF8.GetBytes(body + "!")));
        Assert.Throws<InvalidOperationException>(
            () => Published.Verify(method, target + "x", headers, Encoding.UTF8.GetBytes(body)));
    }

    // "Signature calculations", multiple chunks and trailing headers.
    [Fact]
    public void Published_chunks_and_their_trailer_have_their_signatures()
    {
        var body = $"10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
            + new string('a', 65536)
            + "\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
            + new string('a', 1024)
            + "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
            + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
        var headers = Headers(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            "content-encoding=aws-chunked|x-amz-decoded-content-length=66560|x-amz-storage-class=REDUCED_REDUNDANCY|"
            + "x-amz-trailer=x-amz-checksum-crc32c",
            "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");

        Published.Verify("PUT", "/examplebucket/chunkObject.txt", headers, Encoding.UTF8.GetBytes(body));
        foreach (var (part, other) in (ReadOnlySpan<(string, string)>)[("aa\r\n", "ab\r\n"), ("sOO8", "sOO9")])
        {
            var changed = Encoding.UTF8.GetBytes(body.Replace(part, other, StringComparison.Ordinal));
            Assert.Throws<InvalidOperationException>(
                () => Published.Verify("PUT", "/examplebucket/chunkObject.txt", headers, changed));
        }
    }

    [Theory]
    [InlineData("raw/playlist_id=3cEYpjA9oz9GiPac4AsH4n/snapshot_date=2026-11-21/page 00000.json")]
    [InlineData("a+b/c&d=e/100%25?x#y.json")]
    [InlineData("日本語/ÅÄÖ é 🎵.json")]
    [InlineData("(brackets)/it's~!*,;:@$.json")]
    [InlineData("%2F/%zz/..a/[b] {c} |^`\"<>")]
    public async Task Requests_for_any_key_are_signed_as_published(string key)
    {
        await using var lake = await TwinLake.StartAsync();
        var before = lake.Signatures.Verified;

        await lake.S3.PutObjectAsync(
            new() { BucketName = TwinLake.Raw, Key = key, ContentBody = new string('x', 200_000), IfNoneMatch = "*" },
            TestContext.Current.CancellationToken);
        using var read = await lake.S3.GetObjectAsync(
            new() { BucketName = TwinLake.Raw, Key = key, ByteRange = new ByteRange("bytes=0-") },
            TestContext.Current.CancellationToken);
        var listed = await lake.S3.ListObjectsV2Async(
            new() { BucketName = TwinLake.Raw, Prefix = key, StartAfter = key[..^1], Delimiter = "|" },
            TestContext.Current.CancellationToken);
        await lake.S3.DeleteObjectAsync(TwinLake.Raw, key, TestContext.Current.CancellationToken);

        Assert.Equal(200_000, read.ContentLength);
        Assert.Single((listed.S3Objects ?? []).Select(found => found.Key).Concat(listed.CommonPrefixes ?? []));
        Assert.Equal(4, lake.Signatures.Verified - before);
    }

    private static Dictionary<string, string> Headers(string payload, string further, string signature)
    {
        var headers = new Dictionary<string, string>
        {
            ["host"] = payload.StartsWith("STREAMING", StringComparison.Ordinal)
                ? "s3.amazonaws.com"
                : "examplebucket.s3.amazonaws.com",
            ["x-amz-content-sha256"] = payload,
            ["x-amz-date"] = "20130524T000000Z",
        };
        foreach (var pair in further.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            headers[pair.Split('=')[0]] = pair.Split('=', 2)[1];
        }

        var names = string.Join(';', headers.Keys.Order(StringComparer.Ordinal));
        headers["authorization"] = "AWS4-HMAC-SHA256 "
            + "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + $"SignedHeaders={names},Signature={signature}";
        return headers;
    }
}
