using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>The header <c>x-amz-content-sha256</c>: the signed hash of the body, or the form in which the body is
/// signed.</summary>
/// <param name="Text">The header's value.</param>
internal sealed record PayloadHash(string Text)
{
    public const string Header = "x-amz-content-sha256";

    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string UnsignedChunks = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedChunksAndTrailer = SignedChunks + "-TRAILER";

    /// <summary>True if the body is <c>aws-chunked</c>.</summary>
    public bool IsChunked => Text is UnsignedChunks or SignedChunks or SignedChunksAndTrailer;

    /// <summary>Reads the header.</summary>
    /// <exception cref="S3Exception">The header is missing, or has a value that S3 does not know.</exception>
    public static PayloadHash Parse(string? header) => header switch
    {
        null => throw S3Exception.InvalidRequest($"Missing required header for this request: {Header}"),
        Unsigned or UnsignedChunks or SignedChunks or SignedChunksAndTrailer => new PayloadHash(header),
        _ when header.StartsWith("STREAMING-AWS4-ECDSA-", StringComparison.Ordinal) =>
            throw S3Exception.NotImplemented($"{Header}: {header}"),
        _ when header.Length == SHA256.HashSizeInBytes * 2 && header.All(char.IsAsciiHexDigit) =>
            new PayloadHash(header),
        _ => throw S3Exception.InvalidArgument(
            $"{Header} must be {Unsigned}, {UnsignedChunks}, {SignedChunks}, {SignedChunksAndTrailer}, or a valid "
            + "sha256 value."),
    };

    /// <summary>The payload of a body. Reading it to the end fails if it is not the signed one.</summary>
    public Stream Open(Stream body, RequestSignature signature) => Text switch
    {
        Unsigned => body,
        UnsignedChunks => new AwsChunkedStream(body, null),
        SignedChunks => new AwsChunkedStream(body, new ChunkSignatures(signature, hasTrailer: false)),
        SignedChunksAndTrailer => new AwsChunkedStream(body, new ChunkSignatures(signature, hasTrailer: true)),
        _ => new HashedStream(body, Text),
    };
}

/// <summary>Reads a body whose SHA-256 the request has signed, and fails at its end if the hash differs.</summary>
internal sealed class HashedStream(Stream inner, string expected) : ForwardOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _ended;

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..count]);
        if (count == 0 && !buffer.IsEmpty && !_ended)
        {
            _ended = true;
            ExpectHash(Convert.ToHexStringLower(_hash.GetHashAndReset()));
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ExpectHash(string computed)
    {
        if (!computed.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Exception(
                HttpStatusCode.BadRequest, "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed.")
            {
                Details =
                [
                    ("ClientComputedContentSHA256", expected),
                    ("S3ComputedContentSHA256", computed),
                ],
            };
        }
    }
}

/// <summary>A stream that is read once, from beginning to end, asynchronously.</summary>
internal abstract class ForwardOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
