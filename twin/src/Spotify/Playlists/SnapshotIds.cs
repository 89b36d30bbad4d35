using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Twin.Spotify.Playlists;

/// <summary>Version ids that follow from the content, in the form of Spotify's: 32 base64 characters.</summary>
internal static class SnapshotIds
{
    private const int Bytes = 24;

    public static string Compute(ReadOnlySpan<byte> content) =>
        Convert.ToBase64String(SHA256.HashData(content)[..Bytes]);

    public static string Compute(IEnumerable<ReadOnlyMemory<byte>> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
        {
            hash.AppendData(entry.Span);
        }

        return Convert.ToBase64String(hash.GetHashAndReset()[..Bytes]);
    }
}

/// <summary>Spotify's ids: 128 bits as 22 characters of 0–9, a–z, A–Z.</summary>
internal static class Base62
{
    public const int IdLength = 22;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The id made of the first 16 of <paramref name="bytes"/>.</summary>
    public static string Id(ReadOnlySpan<byte> bytes) =>
        string.Create(IdLength, BinaryPrimitives.ReadUInt128BigEndian(bytes), static (id, value) =>
        {
            for (var i = id.Length - 1; i >= 0; i--)
            {
                (value, var digit) = UInt128.DivRem(value, (UInt128)Digits.Length);
                id[i] = Digits[(int)digit];
            }
        });

    public static bool IsId(string text) => text.Length == IdLength && text.All(char.IsAsciiLetterOrDigit);
}
