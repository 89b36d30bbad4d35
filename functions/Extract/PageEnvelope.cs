using System.Text.Json;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>What a page says about itself; its entries are counted and otherwise left alone.</summary>
/// <param name="Items">The entries on the page.</param>
/// <param name="Total">The entries of the whole playlist.</param>
/// <param name="Limit">The most entries that this page could have had; null where the page does not say.</param>
internal sealed record PageEnvelope(int Items, int Total, int? Limit)
{
    /// <exception cref="UnreadableAnswerException">The bytes are no whole page.</exception>
    public static PageEnvelope Read(ReadOnlySpan<byte> page)
    {
        int? items = null, total = null, limit = null;
        var reader = SpotifyJson.Reader(page);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new UnreadableAnswerException("Spotify's page is no JSON object");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (SpotifyJson.Is(ref reader, "items"u8))
                {
                    reader.Read();
                    items = CountElements(ref reader);
                }
                else if (SpotifyJson.Is(ref reader, "total"u8))
                {
                    reader.Read();
                    total = SpotifyJson.ReadCount(ref reader);
                }
                else if (SpotifyJson.Is(ref reader, "limit"u8))
                {
                    reader.Read();
                    limit = SpotifyJson.ReadCount(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw new UnreadableAnswerException($"Spotify's page is not whole JSON: {e.Message}", e);
        }

        return items is { } count && total is { } all
            ? new PageEnvelope(count, all, limit)
            : throw new UnreadableAnswerException("Spotify's page lacks its items or their total");
    }

    private static int? CountElements(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        return count;
    }
}
