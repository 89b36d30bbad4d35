using System.Globalization;
using System.Text;
using System.Text.Json;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>What a page says about itself; its entries are counted and otherwise left alone.</summary>
/// <param name="Items">The entries on the page.</param>
/// <param name="Total">The entries of the whole playlist.</param>
/// <param name="Limit">The most entries that this page could have had; null where the page does not say.</param>
/// <param name="Offset">The position of its first entry, from 0; null where the page does not say.</param>
internal sealed record PageEnvelope(int Items, int Total, int? Limit, int? Offset)
{
    /// <summary>
    /// The most entries that a playlist is believed to have: ten times what Spotify allows. Its reference said 10,000,
    /// and 11,000 were seen (https://github.com/spotify/web-api/issues/1179).
    /// </summary>
    public const int MaxTotal = 100_000;

    private const int MostDigits = 20;

    /// <exception cref="InvalidResponseException">The bytes are no whole page.</exception>
    public static PageEnvelope Read(ReadOnlySpan<byte> page)
    {
        int? items = null, total = null, limit = null, offset = null;
        var reader = SpotifyJson.Reader(page);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new InvalidResponseException("Spotify's page is no JSON object");
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
                    total = ReadCount(ref reader, "total");
                }
                else if (SpotifyJson.Is(ref reader, "limit"u8))
                {
                    reader.Read();
                    limit = ReadCount(ref reader, "limit");
                }
                else if (SpotifyJson.Is(ref reader, "offset"u8))
                {
                    reader.Read();
                    offset = ReadCount(ref reader, "offset");
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
            throw new InvalidResponseException($"Spotify's page is not whole JSON: {e.Message}", e);
        }

        return items is { } count && total is { } all
            ? new PageEnvelope(count, all, limit, offset)
            : throw new InvalidResponseException("Spotify's page lacks its items or their total");
    }

    /// <summary>Whether this is the page that was asked for, of a playlist of so many entries.</summary>
    /// <exception cref="PlaylistChangedException">The playlist has another number of entries by now.</exception>
    /// <exception cref="InvalidResponseException">It is another page, or one that lacks entries.</exception>
    public void Check(PageRange asked, int total)
    {
        if (Total != total)
        {
            throw new PlaylistChangedException(Text($"its total changed from {total} to {Total}"));
        }

        if ((Offset ?? asked.Offset) != asked.Offset || (Limit ?? asked.Limit) != asked.Limit)
        {
            throw new InvalidResponseException(Text(
                $"asked for offset {asked.Offset} and limit {asked.Limit}, Spotify gives {Offset} and {Limit}"))
            {
                IsCutOtherwise = true,
            };
        }

        var expected = Math.Clamp(total - asked.Offset, 0, asked.Limit);
        if (Items != expected)
        {
            throw new InvalidResponseException(Text(
                $"the page at offset {asked.Offset} holds {Items} entries, but {expected} of {total} must be there"));
        }
    }

    /// <summary>The number at hand; null for any other value, which is skipped.</summary>
    /// <exception cref="InvalidResponseException">No playlist has such a number of entries.</exception>
    private static int? ReadCount(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        if (SpotifyJson.WholeNumber(ref reader) is >= 0 and <= MaxTotal and var count)
        {
            return (int)count;
        }

        var number = Encoding.UTF8.GetString(reader.ValueSpan);
        var told = number.Length > MostDigits ? number[..MostDigits] + "…" : number;
        throw new InvalidResponseException(
            Text($"Spotify's page says that its {name} is {told}; from 0 to {MaxTotal} is believed"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

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
