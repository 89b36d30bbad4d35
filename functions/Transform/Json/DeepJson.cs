namespace Functions.Transform.Json;

/// <summary>Values that are nested deeper than <see cref="JsonCursor"/> reads.</summary>
internal static class DeepJson
{
    // The reader needs a bit for each level.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1 << 20 };

    /// <summary>The length of the value at the start of the bytes; 0 if it has not come completely.</summary>
    /// <param name="isLast">True if the document ends with them.</param>
    /// <exception cref="JsonException">The value is not JSON, is cut short, or is nested too deep even for
    /// this.</exception>
    public static int Measure(ReadOnlySpan<byte> json, bool isLast)
    {
        var reader = new Utf8JsonReader(json, isLast, new JsonReaderState(Options));
        return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : 0;
    }
}
