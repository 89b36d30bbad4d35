using System.Runtime.InteropServices;

namespace Tests.Support;

/// <summary>A slow and plain reader of documents. A value of an unexpected type is null.</summary>
internal static class SlowJson
{
    /// <summary>The last property with a name; null if there is none, or no object.</summary>
    public static JsonElement? Get(this JsonElement? json, string name)
    {
        JsonElement? found = null;
        if (json is { ValueKind: JsonValueKind.Object } value)
        {
            foreach (var property in value.EnumerateObject())
            {
                if (Decode(JsonMarshal.GetRawUtf8PropertyName(property)) == name)
                {
                    found = property.Value;
                }
            }
        }

        return found;
    }

    public static JsonElement? Object(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } ? json : null;

    public static string? Text(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.String } value ? Decode(JsonMarshal.GetRawUtf8Value(value)[1..^1]) : null;

    public static string? Id(this JsonElement? json) => json.Text() is { Length: > 0 } id ? id : null;

    public static bool? Boolean(this JsonElement? json) => json?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static string? Number(this JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Number } value)
        {
            return null;
        }

        if (long.TryParse(value.GetRawText(), CultureInfo.InvariantCulture, out var whole))
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        var real = double.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
        return Math.Abs(real) < 1L << 53 ? ((long)Math.Round(real)).ToString(CultureInfo.InvariantCulture) : null;
    }

    public static IEnumerable<JsonElement?> Elements(this JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Cast<JsonElement?>() : [];

    /// <summary>Decodes JSON's escapes one by one, and then replaces invalid Unicode.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder();
        var plain = Encoding.UTF8.GetString(raw);
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] != '\\')
            {
                text.Append(plain[i]);
                continue;
            }

            i++;
            if (plain[i] == 'u')
            {
                text.Append((char)Convert.ToInt32(plain.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                text.Append("\b\f\n\r\t\"\\/"["bfnrt\"\\/".IndexOf(plain[i], StringComparison.Ordinal)]);
            }
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
