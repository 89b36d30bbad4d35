using Amazon.Runtime;

namespace Tests.Functions.Repair;

/// <summary>A client of S3 for which one object has no end.</summary>
internal sealed class EndlessS3(AWSCredentials credentials, AmazonS3Config config)
    : AmazonS3Client(credentials, config)
{
    public required string Key { get; init; }

    /// <summary>The number of bytes of the object that each request has read.</summary>
    public IEnumerable<long> Read => _given.Select(stream => stream.Taken);

    private readonly List<EndlessStream> _given = [];

    public override Task<GetObjectResponse> GetObjectAsync(
        string bucketName, string key, CancellationToken cancellationToken = default) =>
        GetObjectAsync(new GetObjectRequest { BucketName = bucketName, Key = key }, cancellationToken);

    public override async Task<GetObjectResponse> GetObjectAsync(
        GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Key != Key)
        {
            return await base.GetObjectAsync(request, cancellationToken);
        }

        var endless = new EndlessStream(160 << 20);
        _given.Add(endless);
        return new GetObjectResponse { ResponseStream = endless, ETag = "\"endless\"" };
    }
}
