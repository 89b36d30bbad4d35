using System.Text.Unicode;

namespace Functions.Json;

/// <summary>Decodes JSON strings. A lone surrogate and invalid UTF-8 become U+FFFD, where
/// <see cref="System.Text.Json.Utf8JsonReader.GetString"/> would throw.</summary>
internal static class JsonText
{
    private const int UnicodeEscape = 6;

    // The number of UTF-16 code units on the stack.
    private const int RepairedAtOnce = 1024;

    /// <summary>Appends the text as UTF-8.</summary>
    /// <param name="raw">The bytes between the string's quotes, which a JSON reader has found well formed.</param>
    public static void Decode(ReadOnlySpan<byte> raw, IBufferWriter<byte> text)
    {
        while (!raw.IsEmpty)
        {
            var backslash = raw.IndexOf((byte)'\\');
            if (backslash != 0)
            {
                var plain = backslash < 0 ? raw : raw[..backslash];
                Repair(plain, text);
                raw = raw[plain.Length..];
            }
            else if (raw[1] == (byte)'u')
            {
                raw = raw[DecodeUnicode(raw, text)..];
            }
            else
            {
                text.Write([Unescaped(raw[1])]);
                raw = raw[2..];
            }
        }
    }

    private static byte Unescaped(byte escaped) => escaped switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escaped,
    };

    /// <summary>Decodes <c>\uXXXX</c>, or two of them that are one character.</summary>
    private static int DecodeUnicode(ReadOnlySpan<byte> raw, IBufferWriter<byte> text)
    {
        var unit = CodeUnit(raw);
        if (raw.Length >= 2 * UnicodeEscape
            && raw[UnicodeEscape] == (byte)'\\'
            && raw[UnicodeEscape + 1] == (byte)'u'
            && Rune.TryCreate(unit, CodeUnit(raw[UnicodeEscape..]), out var pair))
        {
            Append(pair, text);
            return 2 * UnicodeEscape;
        }

        Append(Rune.TryCreate(unit, out var rune) ? rune : Rune.ReplacementChar, text);
        return UnicodeEscape;
    }

    private static char CodeUnit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(escape[2..UnicodeEscape], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void Repair(ReadOnlySpan<byte> utf8, IBufferWriter<byte> text)
    {
        if (Utf8.IsValid(utf8))
        {
            text.Write(utf8);
            return;
        }

        Span<char> part = stackalloc char[RepairedAtOnce];
        while (!utf8.IsEmpty)
        {
            Utf8.ToUtf16(utf8, part, out var read, out var written, replaceInvalidSequences: true);
            Encoding.UTF8.GetBytes(part[..written], text);
            utf8 = utf8[read..];
        }
    }

    private static void Append(Rune rune, IBufferWriter<byte> text) =>
        text.Advance(rune.EncodeToUtf8(text.GetSpan(4)));
}
