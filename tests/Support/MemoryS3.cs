using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Amazon.S3.Model;

namespace Tests.Support;

/// <summary>A client of S3 whose calls are answered from memory.</summary>
internal sealed class MemoryS3() : AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
{
    private readonly ConcurrentDictionary<(string Bucket, string Key), byte[]> _objects = [];

    /// <summary>The keys in the order in which they were written, a repeated one each time.</summary>
    public List<string> Written { get; } = [];

    public List<string> Deleted { get; } = [];

    /// <summary>The end of the keys to which a write is refused.</summary>
    public string? RefusedEnd { get; set; }

    /// <summary>The exception of a write; null if it is written.</summary>
    public Func<PutObjectRequest, Exception?> OnWrite { get; set; } = _ => null;

    /// <summary>The exception of reading a key; null if it is read.</summary>
    public Func<string, Exception?> OnRead { get; set; } = _ => null;

    /// <summary>The stream from which a reader gets the bytes.</summary>
    public Func<byte[], Stream> Opened { get; set; } = body => new MemoryStream(body, writable: false);

    /// <summary>The action before each call, and after its effect.</summary>
    public Action OnCall { get; set; } = () => { };

    public byte[] this[string bucket, string key]
    {
        get => _objects[(bucket, key)];
        set => _objects[(bucket, key)] = value;
    }

    public void Remove(string bucket, string key) => _objects.TryRemove((bucket, key), out _);

    public IReadOnlyList<string> KeysOf(string bucket) =>
        [.. _objects.Keys.Where(name => name.Bucket == bucket).Select(name => name.Key).Order(StringComparer.Ordinal)];

    public override Task<PutObjectResponse> PutObjectAsync(
        PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        OnCall();
        if (RefusedEnd is not null && request.Key.EndsWith(RefusedEnd, StringComparison.Ordinal))
        {
            throw new AmazonS3Exception("Access Denied") { ErrorCode = "AccessDenied" };
        }

        if (OnWrite(request) is { } refused)
        {
            throw refused;
        }

        using var body = new MemoryStream();
        request.InputStream.CopyTo(body);
        var name = (request.BucketName, request.Key);
        lock (Written)
        {
            var present = _objects.GetValueOrDefault(name);
            if ((request.IfNoneMatch == "*" && present is not null)
                || (request.IfMatch is { } expected && (present is null || expected != ETagOf(present))))
            {
                throw new AmazonS3Exception("At least one of the pre-conditions you specified did not hold")
                {
                    ErrorCode = "PreconditionFailed",
                    StatusCode = HttpStatusCode.PreconditionFailed,
                };
            }

            _objects[name] = body.ToArray();
            Written.Add(request.Key);
        }

        OnCall();
        return Task.FromResult(new PutObjectResponse
        {
            HttpStatusCode = HttpStatusCode.OK,
            ETag = ETagOf(body.ToArray()),
        });
    }

    public override Task<GetObjectResponse> GetObjectAsync(
        string bucketName, string key, CancellationToken cancellationToken = default) =>
        GetObjectAsync(new GetObjectRequest { BucketName = bucketName, Key = key }, cancellationToken);

    public override Task<GetObjectResponse> GetObjectAsync(
        GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        OnCall();
        if (OnRead(request.Key) is { } failure)
        {
            throw failure;
        }

        return _objects.TryGetValue((request.BucketName, request.Key), out var body)
            ? Task.FromResult(new GetObjectResponse { ResponseStream = Opened(body), ETag = ETagOf(body) })
            : throw new AmazonS3Exception("The specified key does not exist.") { ErrorCode = "NoSuchKey" };
    }

    /// <summary>All keys below a prefix, in one page.</summary>
    public override Task<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request, CancellationToken cancellationToken = default)
    {
        OnCall();
        return Task.FromResult(new ListObjectsV2Response
        {
            S3Objects =
            [
                .. KeysOf(request.BucketName)
                    .Where(key => key.StartsWith(request.Prefix, StringComparison.Ordinal)
                        && string.CompareOrdinal(key, request.StartAfter) > 0)
                    .Select(key => new S3Object { Key = key, Size = this[request.BucketName, key].Length }),
            ],
        });
    }

    public override Task<DeleteObjectResponse> DeleteObjectAsync(
        string bucketName, string key, CancellationToken cancellationToken = default)
    {
        OnCall();
        lock (Written)
        {
            Deleted.Add(key);
        }

        Remove(bucketName, key);
        return Task.FromResult(new DeleteObjectResponse { HttpStatusCode = HttpStatusCode.NoContent });
    }

    private static string ETagOf(byte[] body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..32]}\"";
}
