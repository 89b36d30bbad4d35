using System.Buffers.Binary;

namespace Twin.Aws.S3;

/// <summary>A reflected CRC of up to 64 bits, with an initial value and a final XOR of all ones.</summary>
/// <param name="bits">32 or 64.</param>
/// <param name="reflectedPolynomial">The polynomial, least significant bit first.</param>
internal sealed class CrcTable(int bits, ulong reflectedPolynomial)
{
    private readonly ulong[] _table = [.. Enumerable.Range(0, 256).Select(value => Entry(value, reflectedPolynomial))];

    public IIncrementalHash Begin() => new IncrementalCrc(this);

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
            var (state, table) = (_state, owner._table);
            foreach (var value in bytes)
            {
                state = table[(byte)(state ^ value)] ^ (state >> 8);
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
