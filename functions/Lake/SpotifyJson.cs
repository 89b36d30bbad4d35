using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Functions.Lake;

/// <summary>
/// Reads Spotify's JSON as it really comes: a value of a type that nobody expected reads as unknown (null), and text
/// is always text.
/// </summary>
internal static class SpotifyJson
{
    /// <summary>Fields that nobody knows yet may be nested deeper than the reader's own limit.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>A reader of one whole document; a byte order mark before it is ignored.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) =>
        new(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8, Options);

    /// <summary>Whether the string or property name at hand is <paramref name="text"/>.</summary>
    /// <remarks>
    /// <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/> throws on an escaped lone surrogate.
    /// </remarks>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan.SequenceEqual(text);
        }

        var decoded = new ArrayBufferWriter<byte>();
        JsonText.Decode(reader.ValueSpan, decoded);
        return decoded.WrittenSpan.SequenceEqual(text);
    }

    /// <summary>The number at hand, rounded; null where it is beyond what a whole number can be.</summary>
    public static long? WholeNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        return reader.TryGetDouble(out var real) && Math.Abs(real) < 1L << 53 ? (long)Math.Round(real) : null;
    }
}
