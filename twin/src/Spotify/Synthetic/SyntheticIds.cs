using Twin.Spotify.Playlists;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

internal static class SyntheticIds
{
    public static string Create(long key)
    {
        var random = new SeededRandom(key);
        return random.NextId();
    }

    public static string NextId(this ref SeededRandom random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, random.NextUInt64());
        BitConverter.TryWriteBytes(bytes[8..], random.NextUInt64());

        // Spotify's ids begin with 0 to 7: 128 bits do not fill 22 characters.
        return Base62.Id(bytes);
    }
}
