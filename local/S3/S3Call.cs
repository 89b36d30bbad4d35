using Local.Iam;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Local.S3;

/// <summary>One request, read and answered in S3's terms.</summary>
internal sealed class S3Call
{
    private readonly HttpContext _http;
    private readonly S3ServerOptions _options;

    public S3Call(HttpContext http, S3ServerOptions options, string requestId)
    {
        _http = http;
        _options = options;
        RequestId = requestId;
        Target = S3Target.Parse(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        Operation = S3Operation.NameOf(
            http.Request.Method, Target.Bucket, Target.Key, Target.Query, Header("x-amz-copy-source") is not null);
    }

    public S3Target Target { get; }

    public string Operation { get; }

    public string RequestId { get; }

    public string BucketName => Target.Bucket;

    public string Key => Target.Key;

    public Stream Body => _http.Request.Body;

    public HttpResponse Response => _http.Response;

    public CancellationToken Aborted => _http.RequestAborted;

    public bool IsHead => HttpMethods.IsHead(_http.Request.Method);

    /// <exception cref="S3Exception">NoSuchBucket, or AccessDenied where another account's was expected.</exception>
    public Bucket Bucket
    {
        get
        {
            var bucket = _options.Store.Get(BucketName);
            ExpectOwner("x-amz-expected-bucket-owner");
            return bucket;
        }
    }

    /// <summary>The bucket's address, without a slash at its end.</summary>
    public string Origin => $"http://{_http.Request.Host}/{BucketName}";

    public IEnumerable<string> HeaderNames => _http.Request.Headers.Keys;

    public IEnumerable<KeyValuePair<string, string>> Headers =>
        _http.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

    /// <summary>Breaks the connection.</summary>
    public void Abort() => _http.Abort();

    /// <summary>A header's value; null where the request has none.</summary>
    public string? Header(string name) =>
        _http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A query parameter's value; null where the request has none.</summary>
    public string? Query(string name) => Target.Query.GetValueOrDefault(name);

    /// <summary>Who signed the request.</summary>
    /// <exception cref="S3Exception">AccessDenied for nobody, InvalidAccessKeyId for a stranger.</exception>
    public Caller Caller
    {
        get
        {
            var id = SignedRequest.AccessKeyIdOf(Header("Authorization"))
                ?? throw S3Exception.AccessDenied("Access Denied");
            return _options.Access.Find(id)
                ?? throw new S3Exception(
                    System.Net.HttpStatusCode.Forbidden, "InvalidAccessKeyId",
                    "The AWS Access Key Id you provided does not exist in our records.")
                {
                    Details = [("AWSAccessKeyId", id)],
                };
        }
    }

    /// <summary>Asks IAM about an object of the request's bucket, or of another.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void AuthorizeObject(string action, string? bucket = null, string? key = null) =>
        Expect(_options.Access.Authorize(
            Caller, action, $"arn:aws:s3:::{bucket ?? BucketName}/{key ?? Key}", Context()));

    /// <summary>Asks IAM about the request's bucket, or another.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void AuthorizeBucket(string action, RequestContext? context = null, string? bucket = null) =>
        Expect(_options.Access.Authorize(
            Caller, action, $"arn:aws:s3:::{bucket ?? BucketName}", context ?? Context()));

    /// <summary>The condition keys that every request has.</summary>
    public RequestContext Context() => new RequestContext()
        .With("aws:SourceIp", "127.0.0.1")
        .With("aws:RequestedRegion", _options.Region)
        .With("s3:if-match", Header("If-Match"))
        .With("s3:if-none-match", Header("If-None-Match"))
        .With("s3:x-amz-server-side-encryption", Header("x-amz-server-side-encryption"))
        .With("s3:x-amz-storage-class", Header("x-amz-storage-class"))
        .With("s3:x-amz-copy-source", Header("x-amz-copy-source"));

    /// <exception cref="S3Exception">AccessDenied.</exception>
    public void ExpectOwner(string header)
    {
        if (Header(header) is { } owner && owner != _options.Access.AccountId)
        {
            throw S3Exception.AccessDenied("Access Denied");
        }
    }

    private static void Expect(Decision decision)
    {
        if (!decision.IsAllowed)
        {
            throw S3Exception.AccessDenied(decision.QuotedMessage);
        }
    }
}
