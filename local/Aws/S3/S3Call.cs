using Local.Aws.Iam;
using Local.Aws.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Local.Aws.S3;

/// <summary>One request, read and answered in S3's terms.</summary>
internal sealed class S3Call
{
    private readonly HttpContext _http;
    private readonly S3ServerOptions _options;
    private readonly S3Access _access;
    private RequestSignature? _signature;

    public S3Call(HttpContext http, S3ServerOptions options, S3Access access, string requestId)
    {
        _http = http;
        _options = options;
        _access = access;
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
    public Caller Caller => Signature.Caller;

    private RequestSignature Signature =>
        _signature ?? throw new InvalidOperationException("The request's signature is not verified yet.");

    /// <summary>Verifies who signed the request.</summary>
    /// <exception cref="SignatureException">Nobody of this run.</exception>
    /// <exception cref="S3Exception">The request does not say what of its body is signed.</exception>
    public void Verify(SignatureVerifier signatures)
    {
        var claimed = signatures.Read(_http.Request);
        _signature = claimed.Verify(PayloadHash.Parse(Header(PayloadHash.Header)).Text);
    }

    /// <summary>The body, unwrapped: it cannot be read to its end if it is not what was signed.</summary>
    public Stream OpenBody() => PayloadHash.Parse(Header(PayloadHash.Header)).Open(_http.Request.Body, Signature);

    /// <summary>Asks IAM about an object of the request's bucket, or of another.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void AuthorizeObject(string action, string? bucket = null, string? key = null) =>
        _access.ExpectObject(Caller, action, bucket ?? BucketName, key ?? Key, Context());

    /// <summary>Asks IAM about the request's bucket, or another.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void AuthorizeBucket(string action, RequestContext? context = null, string? bucket = null) =>
        _access.ExpectBucket(Caller, action, bucket ?? BucketName, context ?? Context());

    /// <summary>Asks KMS for the key to the object that the request writes.</summary>
    /// <exception cref="S3Exception">AccessDenied, in KMS's words; a key that cannot be used.</exception>
    public void AuthorizeEncryption(ObjectEncryption encryption) =>
        _access.ExpectEncryption(Caller, encryption, BucketName, Key);

    /// <summary>Asks KMS for the key to an object of the request's bucket, or of another.</summary>
    /// <exception cref="S3Exception">AccessDenied, in KMS's words; a key that cannot be used.</exception>
    public void AuthorizeDecryption(ObjectEncryption encryption, string? bucket = null, string? key = null) =>
        _access.ExpectDecryption(Caller, encryption, bucket ?? BucketName, key ?? Key);

    /// <summary>A key's ARN, by whatever the request names it.</summary>
    /// <exception cref="S3Exception">There is no such key.</exception>
    public string KeyNamed(string name) => _access.KeyNamed(name);

    /// <summary>The condition keys that the request has.</summary>
    public RequestContext Context() => _access.Context()
        .With("s3:ObjectCreationOperation", S3Operation.CreatesObject(Operation) switch
        {
            true => "true",
            false => "false",
            null => null,
        })
        .With("s3:if-match", Header("If-Match"))
        .With("s3:if-none-match", Header("If-None-Match"))
        .With("s3:VersionId", Query("versionId"))
        .With("s3:x-amz-server-side-encryption", Header("x-amz-server-side-encryption"))
        .With("s3:x-amz-server-side-encryption-aws-kms-key-id", Header("x-amz-server-side-encryption-aws-kms-key-id"))
        .With(
            "s3:x-amz-server-side-encryption-customer-algorithm",
            Header("x-amz-server-side-encryption-customer-algorithm"))
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
}
