using System.Runtime.InteropServices;
using Functions.Json;

namespace Functions.Extract.Spotify;

/// <summary>The identity of the entries of a page of an own list: the <c>uri</c> and <c>added_at</c> of each, in order,
/// as Spotify's JSON has them. Two readings with the same keys are the same list.</summary>
internal static class EntryKeys
{
    /// <param name="page">A whole page with items.</param>
    /// <param name="isChart">True if its items are tracks themselves, whose <c>added_at</c> is unknown.</param>
    public static byte[] Read(byte[] page, bool isChart)
    {
        var reader = SpotifyJson.Reader(page);
        using var document = JsonDocument.ParseValue(ref reader);
        var keys = new ArrayBufferWriter<byte>();
        foreach (var entry in document.RootElement.GetProperty("items").EnumerateArray())
        {
            var item = isChart
                ? entry
                : SpotifyJson.Find(entry, "track", JsonValueKind.Object)
                    ?? SpotifyJson.Find(entry, "item", JsonValueKind.Object);
            Write(keys, Text(item, "uri") ?? Text(item, "id"));
            keys.Write(","u8);
            Write(keys, isChart ? null : Text(entry, "added_at"));
            keys.Write("\n"u8);
        }

        return keys.WrittenSpan.ToArray();
    }

    private static JsonElement? Text(JsonElement? parent, string name) =>
        SpotifyJson.Find(parent, name, JsonValueKind.String);

    private static void Write(IBufferWriter<byte> keys, JsonElement? value) =>
        keys.Write(value is { } known ? JsonMarshal.GetRawUtf8Value(known) : "null"u8);
}
