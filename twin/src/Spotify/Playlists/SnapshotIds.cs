using System.Security.Cryptography;

namespace Twin.Spotify.Playlists;

/// <summary>Version ids that follow from the content, in the form of Spotify's: 32 base64 characters.</summary>
internal static class SnapshotIds
{
    private const int Bytes = 24;

    public static string Compute(ReadOnlySpan<byte> content) => Convert.ToBase64String(SHA256.HashData(content)[..Bytes]);

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
