using System.Text;

namespace Twin.Spotify.Json;

/// <summary>Looks members up by their name, escaped as in the JSON, without allocating a string for each.</summary>
internal static class Utf8Lookup
{
    private const int MaxLength = 64;

    public static T Find<T>(
        Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> values,
        ReadOnlySpan<byte> name,
        T otherwise)
    {
        Span<char> text = stackalloc char[MaxLength];
        return name.Length <= MaxLength && values.TryGetValue(text[..Encoding.UTF8.GetChars(name, text)], out var value)
            ? value
            : otherwise;
    }
}
