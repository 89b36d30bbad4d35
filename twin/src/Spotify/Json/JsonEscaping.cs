namespace Twin.Spotify.Json;

/// <summary>JSON strings that may contain lone surrogates, as names on Spotify do: <see cref="System.Text.Json"/>
/// refuses to read them and replaces them when it writes.</summary>
internal static class JsonEscaping
{
    /// <summary>The string as a JSON token, quotes included. Only characters that must be escaped are.</summary>
    public static string Quote(string text)
    {
        var token = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is '"' or '\\')
            {
                token.Append('\\').Append(character);
            }
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                token.Append(character).Append(text[++i]);
            }
            else if (char.IsControl(character) || char.IsSurrogate(character))
            {
                token.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                token.Append(character);
            }
        }

        return token.Append('"').ToString();
    }

    /// <summary>The text of a JSON token, given without its quotes, unescaped.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var raw = Encoding.UTF8.GetString(escaped);
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => Hexadecimal(raw.AsSpan(i + 1, 4)),
                var itself => itself,
            });
            i += raw[i] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }

    private static char Hexadecimal(ReadOnlySpan<char> digits) =>
        (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
