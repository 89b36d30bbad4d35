using System.Security.Cryptography;
using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>
/// The header <c>x-amz-content-sha256</c>: the signed hash of the body, or the form in which the body is signed.
/// </summary>
/// <param name="Text">The header's value.</param>
internal sealed record PayloadHash(string Text)
{
    public const string Header = "x-amz-content-sha256";

    private const string Unsigned = "UNSIGNED-PAYLOAD";
    private const string UnsignedChunks = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedChunksAndTrailer = SignedChunks + "-TRAILER";

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
