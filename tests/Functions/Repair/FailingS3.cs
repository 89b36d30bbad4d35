using Amazon.Runtime;

namespace Tests.Functions.Repair;

/// <summary>A client of S3 for which one object cannot be read.</summary>
internal sealed class FailingS3(AWSCredentials credentials, AmazonS3Config config)
    : AmazonS3Client(credentials, config)
{
    public const string Broken = "the connection was reset";

    public required string Key { get; init; }

    /// <summary>S3's error code; null if the connection breaks while the object is read.</summary>
    public required string? Code { get; init; }

    public override async Task<GetObjectResponse> GetObjectAsync(
        GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Key != Key)
        {
            return await base.GetObjectAsync(request, cancellationToken);
        }

        return Code is null
            ? new GetObjectResponse { ResponseStream = new BrokenStream() }
            : throw new AmazonS3Exception("not now") { ErrorCode = Code };
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException(Broken);
    }
}
