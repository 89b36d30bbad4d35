using System.Security.Cryptography;

namespace Local.Aws.S3;

/// <summary>The checksums that S3 takes along with an upload.</summary>
/// <param name="Name">As in <c>x-amz-checksum-algorithm</c>.</param>
/// <param name="Begin">Starts a computation.</param>
internal sealed record ChecksumAlgorithm(string Name, Func<IRunningHash> Begin)
{
    private static readonly CrcTable Crc32 = new(32, 0xEDB88320);
    private static readonly CrcTable Crc32C = new(32, 0x82F63B78);

    // S3 and NVMe name it by the polynomial's normal form, 0xAD93D23594C93659; this is its reflection.
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

    /// <summary>The header (or trailer) that carries it.</summary>
    public string Header => "x-amz-checksum-" + Name.ToLowerInvariant();

    /// <summary>The element that carries it in S3's XML.</summary>
    public string Element => "Checksum" + Name;
}
