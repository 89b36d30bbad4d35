using System.Security.Cryptography;

namespace Twin.Aws.S3;

/// <summary>The checksum algorithms that S3 accepts for uploads.</summary>
/// <param name="Name">The name, as in <c>x-amz-checksum-algorithm</c>.</param>
/// <param name="Begin">Starts a computation.</param>
public sealed record ChecksumAlgorithm(string Name, Func<IIncrementalHash> Begin)
{
    private static readonly CrcTable Crc32 = new(32, 0xEDB88320);
    private static readonly CrcTable Crc32C = new(32, 0x82F63B78);

    // S3 and NVMe name the polynomial in normal form, 0xAD93D23594C93659; this is the reflected form.
    private static readonly CrcTable Crc64Nvme = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, ChecksumAlgorithm> All { get; } =
        new ChecksumAlgorithm[]
        {
            new("CRC32", Crc32.Begin),
            new("CRC32C", Crc32C.Begin),
            new("CRC64NVME", Crc64Nvme.Begin),
            new("SHA1", () => new CryptographicHash(HashAlgorithmName.SHA1)),
            new("SHA256", () => new CryptographicHash(HashAlgorithmName.SHA256)),
        }.ToDictionary(algorithm => algorithm.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The header (or trailer) with the checksum.</summary>
    public string Header => "x-amz-checksum-" + Name.ToLowerInvariant();
}
