using System.Security.Cryptography;

namespace Twin.Aws.S3;

/// <summary>A cryptographic hash of .NET.</summary>
internal sealed class CryptographicHash(HashAlgorithmName name) : IIncrementalHash
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
