using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>One request to S3 and its response.</summary>
internal sealed class S3Call
{
    private readonly HttpContext _http;
    private readonly S3ServerOptions _options;
    private readonly S3Access _access;
    private RequestSignature? _signature;
    private bool _isBodyOpened;

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

    /// <summary>The header <c>x-amz-content-sha256</c>.</summary>
    /// <exception cref="S3Exception">The header is missing, or has a value that S3 does not know.</exception>
    public PayloadHash PayloadHash => PayloadHash.Parse(Header(PayloadHash.Header));

    /// <summary>The query parameter <c>versionId</c>; null if the request does not have it.</summary>
    /// <exception cref="S3Exception">InvalidArgument, for an id that no version can have.</exception>
    public string? VersionId => Query(VersionIds.Parameter) is { } id ? VersionIds.Expect(id) : null;

    /// <exception cref="S3Exception">NoSuchBucket, or AccessDenied if the request expects another owner.</exception>
    public Bucket Bucket
    {
        get
        {
            var bucket = _options.Store.Get(BucketName);
            return Header("x-amz-expected-bucket-owner") is { } owner && owner != _options.Access.AccountId
                ? throw S3Exception.AccessDenied("Access Denied")
                : bucket;
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Headers =>
        _http.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));

    /// <summary>Aborts the connection.</summary>
    public void Abort() => _http.Abort();

    /// <summary>The value of a header; null if the request does not have it.</summary>
    public string? Header(string name) =>
        _http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>The value of a query parameter; null if the request does not have it.</summary>
    public string? Query(string name) => Target.Query.GetValueOrDefault(name);

    /// <summary>The session that signed the request.</summary>
    public Caller Caller => Signature.Caller;

    private RequestSignature Signature =>
        _signature ?? throw new InvalidOperationException("The request's signature is not verified yet.");

    /// <summary>Verifies the request's signature.</summary>
    /// <exception cref="SignatureException">The signature is not one of a session of this run.</exception>
    /// <exception cref="S3Exception">The request does not name the signed hash of its body.</exception>
    public void Verify(SignatureVerifier signatures)
    {
        var claimed = signatures.Read(_http.Request);
        _signature = claimed.Verify(PayloadHash.Text);
    }

    /// <summary>The body, unwrapped. Reading it to the end fails if it is not the signed one.</summary>
    public Stream OpenBody()
    {
        _isBodyOpened = true;
        return PayloadHash.Open(_http.Request.Body, Signature);
    }

    /// <summary>Reads the rest of the body of a refused request, so that the connection's next request begins behind
    /// it. A client that waits to be asked for the body may send it or not: its connection is closed.</summary>
    public async Task LeaveBodyAsync()
    {
        try
        {
            if (_isBodyOpened || Header("Expect") is null)
            {
                await _http.Request.Body.CopyToAsync(Stream.Null, Aborted);
                return;
            }
        }
        catch (BadHttpRequestException)
        {
            // Where the body ends is not known.
        }

        Response.Headers.Connection = "close";
    }

    /// <summary>Checks with IAM that an action on an object is allowed; the default is the request's own.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void AuthorizeObject(string action, string? key = null) =>
        _access.ExpectObject(Caller, action, BucketName, key ?? Key, Context());

    /// <summary>Checks with IAM that an action on the request's bucket is allowed.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void AuthorizeBucket(string action, RequestContext? context = null) =>
        _access.ExpectBucket(Caller, action, BucketName, context ?? Context());

    /// <summary>Checks with KMS that the caller may encrypt the object that the request writes.</summary>
    /// <exception cref="S3Exception">AccessDenied, in KMS's words, or the key cannot be used.</exception>
    public void AuthorizeEncryption(ObjectEncryption encryption) =>
        _access.ExpectEncryption(Caller, encryption, BucketName);

    /// <summary>Checks with KMS that the caller may decrypt the request's object.</summary>
    /// <exception cref="S3Exception">AccessDenied, in KMS's words, or the key cannot be used.</exception>
    public void AuthorizeDecryption(ObjectEncryption encryption) =>
        _access.ExpectDecryption(Caller, encryption, BucketName);

    /// <summary>The ARN of the key with an id, an ARN or an alias.</summary>
    /// <exception cref="S3Exception">The key does not exist.</exception>
    public string KeyNamed(string name) => _access.KeyNamed(name);

    /// <summary>The condition keys of the request.</summary>
    public RequestContext Context() => new RequestContext()
        .With("s3:ObjectCreationOperation", Operation == "PutObject" ? "true" : null)
        .With("s3:if-match", Header("If-Match"))
        .With("s3:if-none-match", Header("If-None-Match"))
        .With("s3:x-amz-server-side-encryption", Header("x-amz-server-side-encryption"))
        .With("s3:x-amz-server-side-encryption-aws-kms-key-id", Header("x-amz-server-side-encryption-aws-kms-key-id"))
        .With(
            "s3:x-amz-server-side-encryption-customer-algorithm",
            Header("x-amz-server-side-encryption-customer-algorithm"));
}
