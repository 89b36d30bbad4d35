namespace Functions.Json;

/// <summary>Spotify's JSON as it really comes: a value of an unexpected type counts as unknown (null), and every text
/// can be decoded.</summary>
internal static class SpotifyJson
{
    /// <summary>The options of its reader. Future fields may be nested deeper than the reader's default
    /// limit.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>Creates a reader of one whole document. A byte order mark before it is ignored.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) =>
        new(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8, Options);

    /// <summary>Determines whether the reader's string or property name is <paramref name="text"/>.</summary>
    /// <remarks><see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/> throws on an escaped lone
    /// surrogate.</remarks>
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

    /// <summary>The reader's number, rounded; null if it is too large for a whole number.</summary>
    public static long? WholeNumber(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        return reader.TryGetDouble(out var real) && Math.Abs(real) < 1L << 53 ? (long)Math.Round(real) : null;
    }

    /// <summary>The value of an object's property; null if it has none, or one of another kind.</summary>
    public static JsonElement? Find(JsonElement? parent, string name, JsonValueKind kind) =>
        parent is { ValueKind: JsonValueKind.Object } known
        && known.TryGetProperty(name, out var found)
        && found.ValueKind == kind
            ? found
            : null;
}
