using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Twin.Aws.Signing;

namespace Twin.Tests.Aws.Signing;

public sealed class PublishedSignatureTests
{
    private const string Nothing = RequestSigner.EmptyBody;

    private static readonly Caller Nobody =
        new("123456789012", "worker", "arn:aws:iam::123456789012:role/worker", "AROA", "s");

    // "Signature calculations for the Authorization header: transferring payload in a single chunk", S3.
    [Theory]
    [InlineData("GET", "/test.txt", "host;range;x-amz-content-sha256;x-amz-date", Nothing,
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("PUT", "/test$file.text", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("PUT", "/test%24file.text", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("GET", "/?lifecycle", "host;x-amz-content-sha256;x-amz-date", Nothing,
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/?prefix=J&max-keys=2", "host;x-amz-content-sha256;x-amz-date", Nothing,
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_request_to_S3_has_its_published_signature(
        string method, string target, string signedHeaders, string payloadHash, string signature)
    {
        var request = Request(
            method,
            target,
            ("Host", "examplebucket.s3.amazonaws.com"),
            ("Range", "bytes=0-9"),
            ("Date", "Fri, 24 May 2013 00:00:00 GMT"),
            ("x-amz-date", "20130524T000000Z"),
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            ("x-amz-content-sha256", payloadHash));

        Verify(
            request,
            "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request", signedHeaders, signature,
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", payloadHash, escapesOnce: true);
    }

    // AWS's Signature Version 4 test suite.
    [Theory]
    [InlineData("/", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("/./", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("/example/..", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("//example//", "", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84")]
    [InlineData(
        "/?Param2=value2&Param1=value1", "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("/?%E1%88%B4=bar", "", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04")]
    [InlineData("/", "my-header1;my-header2;", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736")]
    public void A_request_to_another_service_has_its_published_signature(
        string target, string furtherHeaders, string signature)
    {
        var request = Request(
            "GET",
            target,
            ("Host", "example.amazonaws.com"),
            ("X-Amz-Date", "20150830T123600Z"),
            ("My-Header1", " value1"),
            ("My-Header2", "\"a   b   c\""));

        Verify(
            request,
            "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request", $"host;{furtherHeaders}x-amz-date", signature,
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Nothing, escapesOnce: false);
    }

    [Theory]
    [InlineData(true, "/a%20b/%2B")]
    [InlineData(false, "/a%2520b/%252B")]
    public void S3_escapes_a_path_once_and_other_services_twice(bool escapesOnce, string expected)
    {
        var canonical = CanonicalRequest.Format(
            Request("GET", "/a%20b/+", ("Host", "x")), ["host"], Nothing, escapesOnce);

        Assert.Equal(expected, canonical.Split('\n')[1]);
    }

    // "Signature calculations for the Authorization header: transferring payload in multiple chunks", S3.
    [Fact]
    public void Chunks_have_their_published_signatures()
    {
        using var chunks = new ChunkSignatures(
            Seed("4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"), hasTrailer: false);
        var bytes = Enumerable.Repeat((byte)'a', 65536).ToArray();

        chunks.Append(bytes.AsSpan(0, 1000));
        chunks.Append(bytes.AsSpan(1000));
        chunks.EndChunk("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648");
        chunks.Append(bytes.AsSpan(0, 1024));
        chunks.EndChunk("0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497");
        chunks.EndChunk("b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    }

    [Fact]
    public void A_trailer_has_its_published_signature()
    {
        using var chunks = new ChunkSignatures(
            Seed("106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"), hasTrailer: true);
        var bytes = Enumerable.Repeat((byte)'a', 65536).ToArray();

        chunks.Append(bytes);
        chunks.EndChunk("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2");
        chunks.Append(bytes.AsSpan(0, 1024));
        chunks.EndChunk("1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7");
        chunks.EndChunk("2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992");
        chunks.EndTrailers(
            [KeyValuePair.Create("x-amz-checksum-crc32c", "sOO8/Q==")],
            "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435");
    }

    private static void Verify(
        HttpRequest request,
        string credential,
        string signedHeaders,
        string signature,
        string secret,
        string payloadHash,
        bool escapesOnce)
    {
        var header = AuthorizationHeader.Parse(string.Create(
            CultureInfo.InvariantCulture,
            $"AWS4-HMAC-SHA256 Credential={credential},SignedHeaders={signedHeaders},Signature={signature}"));
        var session = new IssuedSession(Nobody, new Credentials(header.AccessKeyId, secret, ""));
        var claimed = new ClaimedSignature(
            request, header, session, request.Headers["x-amz-date"].ToString(), escapesOnce);

        Assert.Equal(signature, claimed.Verify(payloadHash).Value);
        Assert.Throws<SignatureException>(() => claimed.Verify(new string('0', 64)));
    }

    private static RequestSignature Seed(string signature)
    {
        var scope = new CredentialScope("20130524", "us-east-1", "s3", "aws4_request");
        return new RequestSignature(
            Nobody,
            "AKIAIOSFODNN7EXAMPLE",
            new SigningKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", scope),
            scope,
            "20130524T000000Z",
            signature);
    }

    private static HttpRequest Request(string method, string target, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        return request;
    }
}
