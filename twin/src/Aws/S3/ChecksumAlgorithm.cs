using System.Buffers.Binary;

namespace Twin.Aws.S3;

/// <summary>The checksum algorithms that S3 accepts for uploads.</summary>
/// <param name="Name">The name, as in <c>x-amz-checksum-algorithm</c>.</param>
/// <param name="Size">The size of a checksum, in bytes.</param>
/// <param name="Begin">Starts a computation.</param>
public sealed record ChecksumAlgorithm(string Name, int Size, Func<IIncrementalHash> Begin)
{
    private static readonly CrcTable Crc32 = new(32, 0xEDB88320);
    private static readonly CrcTable Crc32C = new(32, 0x82F63B78);

    // S3 and NVMe name the polynomial in normal form, 0xAD93D23594C93659; this is the reflected form.
    private static readonly CrcTable Crc64Nvme = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>The algorithm with which S3 computes a checksum if the client sends none.</summary>
    public static ChecksumAlgorithm Default { get; } = new("CRC64NVME", 8, Crc64Nvme.Begin);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, ChecksumAlgorithm> All { get; } =
        new ChecksumAlgorithm[]
        {
            new("CRC32", 4, Crc32.Begin),
            new("CRC32C", 4, Crc32C.Begin),
            Default,
            new("SHA1", SHA1.HashSizeInBytes, () => new CryptographicHash(HashAlgorithmName.SHA1)),
            new("SHA256", SHA256.HashSizeInBytes, () => new CryptographicHash(HashAlgorithmName.SHA256)),
        }.ToDictionary(algorithm => algorithm.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The header (or trailer) with the checksum.</summary>
    public string Header => "x-amz-checksum-" + Name.ToLowerInvariant();
}

/// <summary>A checksum stored with an object.</summary>
/// <param name="Algorithm">For example <c>CRC32</c>.</param>
/// <param name="Value">The value, base64.</param>
public sealed record Checksum(ChecksumAlgorithm Algorithm, string Value)
{
    /// <summary>S3's name for a checksum of all bytes; the other type is of an upload in parts.</summary>
    public const string Type = "FULL_OBJECT";
}

/// <summary>A hash that is computed incrementally.</summary>
public interface IIncrementalHash : IDisposable
{
    /// <summary>Adds the next bytes.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The hash of all bytes so far; ends the computation.</summary>
    byte[] Finish();
}

/// <summary>A cryptographic hash of .NET.</summary>
internal sealed class CryptographicHash(HashAlgorithmName name) : IIncrementalHash
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}

/// <summary>A reflected CRC of up to 64 bits, with an initial value and a final XOR of all ones.</summary>
/// <param name="bits">32 or 64.</param>
/// <param name="reflectedPolynomial">The polynomial, least significant bit first.</param>
internal sealed class CrcTable(int bits, ulong reflectedPolynomial)
{
    // Of each byte value, its share in the state when it is followed by none to seven other bytes: so eight bytes at a
    // time need no step between them.
    private readonly ulong[][] _tables = Tables(reflectedPolynomial);

    public IIncrementalHash Begin() => new IncrementalCrc(this);

    private static ulong[][] Tables(ulong polynomial)
    {
        var tables = new ulong[sizeof(ulong)][];
        tables[0] = [.. Enumerable.Range(0, 256).Select(value => Entry(value, polynomial))];
        for (var follows = 1; follows < tables.Length; follows++)
        {
            tables[follows] = [.. tables[follows - 1].Select(state => tables[0][(byte)state] ^ (state >> 8))];
        }

        return tables;
    }

    private static ulong Entry(int value, ulong polynomial)
    {
        var entry = (ulong)value;
        for (var bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ polynomial;
        }

        return entry;
    }

    private ulong AllBits => ulong.MaxValue >> (64 - bits);

    private sealed class IncrementalCrc(CrcTable owner) : IIncrementalHash
    {
        private ulong _state = owner.AllBits;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            var (state, tables) = (_state, owner._tables);
            var (t0, t1, t2, t3) = (tables[0], tables[1], tables[2], tables[3]);
            var (t4, t5, t6, t7) = (tables[4], tables[5], tables[6], tables[7]);
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            {
                var next = state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                state = t7[(byte)next] ^ t6[(byte)(next >> 8)] ^ t5[(byte)(next >> 16)] ^ t4[(byte)(next >> 24)]
                    ^ t3[(byte)(next >> 32)] ^ t2[(byte)(next >> 40)] ^ t1[(byte)(next >> 48)] ^ t0[(byte)(next >> 56)];
            }

            foreach (var value in bytes)
            {
                state = t0[(byte)(state ^ value)] ^ (state >> 8);
            }

            _state = state;
        }

        public byte[] Finish()
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, _state ^ owner.AllBits);
            return bytes[(8 - (owner.Bits / 8))..];
        }

        public void Dispose()
        {
        }
    }

    private int Bits => bits;
}
