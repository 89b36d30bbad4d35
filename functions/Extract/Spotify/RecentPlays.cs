using System.Diagnostics.CodeAnalysis;
using Functions.Json;

namespace Functions.Extract.Spotify;

/// <summary>A page of the user's last plays as Spotify sent it, with the ends of its plays. The rest of a play is not
/// read.</summary>
/// <param name="Items">The number of its plays, those without an end included.</param>
internal sealed record RecentPlays(byte[] Bytes, int Items, IReadOnlyList<PlayEnd> Ends)
{
    /// <summary>The most plays that Spotify keeps, and gives.</summary>
    public const int MaxItems = 50;

    public static readonly Uri Address = new("me/player/recently-played", UriKind.Relative);

    /// <param name="answer">A whole JSON document.</param>
    /// <param name="page">The page; null if the answer is not one.</param>
    public static bool TryRead(byte[] answer, [NotNullWhen(true)] out RecentPlays? page)
    {
        page = null;
        var reader = SpotifyJson.Reader(answer);
        reader.Read();
        while (reader.TokenType != JsonTokenType.StartArray
            && reader.Read()
            && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isItems = SpotifyJson.Is(ref reader, "items"u8);
            reader.Read();
            if (isItems && reader.TokenType == JsonTokenType.StartArray)
            {
                page = ReadItems(answer, ref reader);
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static RecentPlays ReadItems(byte[] answer, ref Utf8JsonReader reader)
    {
        var (items, ends) = (0, new List<PlayEnd>());
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items++;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isEnd = SpotifyJson.Is(ref reader, "played_at"u8);
                reader.Read();
                if (isEnd && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped
                    && PlayEnd.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), out var end))
                {
                    ends.Add(end);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return new RecentPlays(answer, items, ends);
    }
}

/// <summary>The end of a play.</summary>
/// <param name="Text">The time as Spotify gave it: ISO 8601, UTC, with milliseconds.</param>
internal readonly record struct PlayEnd(DateTimeOffset Time, string Text)
{
    public static bool TryParse(string? text, out PlayEnd end)
    {
        var isTime = DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time);
        end = isTime ? new PlayEnd(time, text!) : default;
        return isTime;
    }
}
