using System.Buffers.Binary;

namespace Twin.Spotify.Playlists;

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
