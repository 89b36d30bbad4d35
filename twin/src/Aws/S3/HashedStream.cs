using System.Net;
using System.Security.Cryptography;

namespace Twin.Aws.S3;

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
