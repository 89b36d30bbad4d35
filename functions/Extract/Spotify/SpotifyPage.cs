using System.Diagnostics.CodeAnalysis;
using Functions.Json;

namespace Functions.Extract.Spotify;

/// <summary>A page as Spotify sent it, with its numbers: its range, and its entries, which are counted and not
/// read.</summary>
/// <param name="Limit">The most entries that the page could have; null if the page does not say it.</param>
/// <param name="Offset">The position of its first entry, from 0; null if the page does not say it.</param>
internal sealed record SpotifyPage(byte[] Bytes, int Items, int Total, int? Limit, int? Offset)
{
    /// <summary>The most entries that a playlist is believed to have: ten times what Spotify allows. Its reference said
    /// 10,000, and 11,000 were seen (https://github.com/spotify/web-api/issues/1179).</summary>
    public const int MaxTotal = 100_000;

    private const int MaxDigits = 20;

    /// <param name="page">The page; null if the answer is not one.</param>
    /// <param name="defect">The reason that the answer is not a page; null if it is one.</param>
    public static bool TryRead(
        byte[] bytes, [NotNullWhen(true)] out SpotifyPage? page, [NotNullWhen(false)] out string? defect)
    {
        try
        {
            (page, defect) = Read(bytes);
        }
        catch (JsonException e)
        {
            (page, defect) = (null, $"Spotify's page is not whole JSON: {e.Message}");
        }

        return defect is null;
    }

    /// <returns>The difference; null if this is the requested page.</returns>
    public PageMismatch? Compare(EntryRange asked, int total)
    {
        if (Total != total)
        {
            return new(MismatchKind.Total, Text($"its total changed from {total} to {Total}"));
        }

        if ((Offset ?? asked.Offset) != asked.Offset || (Limit ?? asked.Limit) != asked.Limit)
        {
            return new(MismatchKind.Range, Text(
                $"asked for offset {asked.Offset} and limit {asked.Limit}, Spotify gives {Offset} and {Limit}"));
        }

        var expected = asked.ItemsOf(total);
        return Items == expected
            ? null
            : new(MismatchKind.Entries, Text(
                $"the page at offset {asked.Offset} holds {Items} entries, but {expected} of {total} must be there"));
    }

    /// <returns>The page, or the reason that the answer is not one.</returns>
    private static (SpotifyPage? Page, string? Defect) Read(byte[] bytes)
    {
        int? items = null, total = null, limit = null, offset = null;
        string? defect = null;
        var reader = SpotifyJson.Reader(bytes);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return (null, "Spotify's page is not a JSON object");
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
                total = ReadCount(ref reader, "total", ref defect);
            }
            else if (SpotifyJson.Is(ref reader, "limit"u8))
            {
                reader.Read();
                limit = ReadCount(ref reader, "limit", ref defect);
            }
            else if (SpotifyJson.Is(ref reader, "offset"u8))
            {
                reader.Read();
                offset = ReadCount(ref reader, "offset", ref defect);
            }
            else
            {
                reader.Skip();
            }
        }

        while (reader.Read())
        {
        }

        return (defect, items, total) switch
        {
            ({ }, _, _) => (null, defect),
            (null, { } count, { } all) => (new SpotifyPage(bytes, count, all, limit, offset), null),
            _ => (null, "Spotify's page lacks its items or their total"),
        };
    }

    /// <summary>The number at the reader's position; null for any other value, which is skipped.</summary>
    /// <param name="defect">Set if no playlist has such a number of entries.</param>
    private static int? ReadCount(ref Utf8JsonReader reader, string name, ref string? defect)
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
        var told = number.Length > MaxDigits ? number[..MaxDigits] + "…" : number;
        defect ??= Text($"Spotify's page says that its {name} is {told}; from 0 to {MaxTotal} is believed");
        return null;
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

/// <summary>A difference between a page of Spotify's and the request for it.</summary>
internal sealed record PageMismatch(MismatchKind Kind, string Reason);

internal enum MismatchKind
{
    Total,

    Range,

    Entries,
}
