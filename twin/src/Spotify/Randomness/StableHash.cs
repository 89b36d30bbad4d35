using System.Security.Cryptography;
using System.Text;

namespace Twin.Spotify.Randomness;

/// <summary>Hashes texts to keys of a <see cref="SeededRandom"/>: the same number on every machine.</summary>
internal static class StableHash
{
    public static long Compute(string text) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
