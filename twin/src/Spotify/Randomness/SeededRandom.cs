using System.Security.Cryptography;

namespace Twin.Spotify.Randomness;

/// <summary>Random numbers that follow from their keys alone (SplitMix64): the same on every machine and .NET version.
/// Song 5,000 can be computed without the 4,999 before it.</summary>
internal struct SeededRandom
{
    private ulong _state;

    public SeededRandom(params ReadOnlySpan<long> keys)
    {
        foreach (var key in keys)
        {
            _state = NextUInt64() ^ unchecked((ulong)key);
        }
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Next(int bound) => (int)(((UInt128)NextUInt64() * (ulong)bound) >> 64);

    public bool OneIn(int count) => Next(count) == 0;

    public T Pick<T>(ReadOnlySpan<T> among) => among[Next(among.Length)];

    public string HexString(int digits)
    {
        Span<char> text = stackalloc char[digits];
        foreach (ref var digit in text)
        {
            digit = "0123456789abcdef"[Next(16)];
        }

        return new string(text);
    }

    public ulong NextUInt64()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}

/// <summary>Hashes texts to keys of a <see cref="SeededRandom"/>: the same number on every machine.</summary>
internal static class StableHash
{
    public static long Compute(string text) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
