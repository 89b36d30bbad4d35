using System.Text;
using System.Text.Json;

namespace Functions.Lake;

/// <summary>
/// Reads Spotify's JSON as it really comes: a value of a type that nobody expected reads as unknown (null), and text
/// is always text.
/// </summary>
internal static class SpotifyJson
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>A reader of one whole document; a byte order mark before it is ignored.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) =>
        new(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8, Options);

    /// <summary>Whether the string or property name at hand is <paramref name="text"/>.</summary>
    /// <remarks>
    /// <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/> throws on an escaped lone surrogate.
    /// </remarks>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.ValueIsEscaped
            ? Decode(reader.ValueSpan).Equals(Encoding.UTF8.GetString(text), StringComparison.Ordinal)
            : reader.ValueSpan.SequenceEqual(text);

    /// <summary>
    /// The string at hand; null for any other value, which is skipped. What is no Unicode (a lone surrogate, invalid
    /// UTF-8) becomes U+FFFD, where <see cref="Utf8JsonReader.GetString"/> would throw.
    /// </summary>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        return reader.ValueIsEscaped ? Decode(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);
    }

    /// <summary>The number at hand, rounded; null for any other value, which is skipped.</summary>
    public static long? ReadWholeNumber(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        return reader.TryGetDouble(out var real) && Math.Abs(real) < 1L << 53 ? (long)Math.Round(real) : null;
    }

    /// <summary>The number at hand as a count; null for any other value, which is skipped.</summary>
    public static int? ReadCount(ref Utf8JsonReader reader) =>
        ReadWholeNumber(ref reader) is >= 0 and <= int.MaxValue and var count ? (int)count : null;

    /// <summary>true or false; null for any other value, which is skipped.</summary>
    public static bool? ReadBoolean(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                reader.Skip();
                return null;
        }
    }

    private static string Decode(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var backslash = escaped.IndexOf((byte)'\\');
            if (backslash != 0)
            {
                var plain = backslash < 0 ? escaped : escaped[..backslash];
                text.Append(Encoding.UTF8.GetString(plain));
                escaped = escaped[plain.Length..];
            }
            else if (escaped[1] == (byte)'u')
            {
                text.Append(CodeUnit(escaped));
                escaped = escaped[6..];
            }
            else
            {
                text.Append((char)escaped[1] switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    var itself => itself,
                });
                escaped = escaped[2..];
            }
        }

        // UTF-8 has no lone surrogates: encoding replaces them
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary><c>\uXXXX</c>; the reader has checked that the four are hexadecimal digits.</summary>
    private static char CodeUnit(ReadOnlySpan<byte> escape)
    {
        var unit = 0;
        foreach (var digit in escape.Slice(2, 4))
        {
            unit = (unit << 4) | Convert.ToInt32(((char)digit).ToString(), 16);
        }

        return (char)unit;
    }
}
