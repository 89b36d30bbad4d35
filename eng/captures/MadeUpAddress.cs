using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MadeUpCaptures;

/// <summary>A made-up address: of the same kind of thing, with the id that the thing has elsewhere.</summary>
internal static partial class MadeUpAddress
{
    private const string Spotifys = "(https?://((api|open)[.]spotify[.]com|[ip][.]scdn[.]co)/|spotify:)";

    // The first digits of an image's hash say its kind and size; the others are the same for each size.
    private const int ImageKind = 16;

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        "", "album", "albums", "api.spotify.com", "artist", "artists", "episode", "episodes", "http:", "https:",
        "i.scdn.co", "image", "items", "local", "mp3-preview", "open.spotify.com", "p.scdn.co", "playlist", "playlists",
        "show", "shows", "spotify", "track", "tracks", "user", "users", "v1");

    /// <summary>Replaces a text, each of Spotify's addresses in it by one that is made up. HTML's tags stay.</summary>
    public static string InText(string text)
    {
        var made = new StringBuilder();
        var end = 0;
        foreach (Match found in AddressOrTag().Matches(text))
        {
            made.Append(MadeUpText.From(text[end..found.Index]));
            made.Append(found.Value[0] == '<' ? found.Value : From(found.Value));
            end = found.Index + found.Length;
        }

        return made.Append(MadeUpText.From(text[end..])).ToString();
    }

    private static string From(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? address[at..] : "";
        var path = address[..^query.Length];
        var separator = path.StartsWith("http", StringComparison.Ordinal) ? '/' : ':';
        return string.Join(separator, path.Split(separator).Select(OfPart))
            + Client().Replace(query, client => MadeUpText.From(client.Value));
    }

    private static string OfPart(string part)
    {
        if (Kept.Contains(part))
        {
            return part;
        }

        if (part.Length > ImageKind && part.StartsWith("ab67", StringComparison.Ordinal))
        {
            return part[..ImageKind] + MadeUpText.From(part[ImageKind..]);
        }

        var encoded = Uri.EscapeDataString(MadeUpText.From(WebUtility.UrlDecode(part)));
        return part.Contains('+', StringComparison.Ordinal)
            ? encoded.Replace("%20", "+", StringComparison.Ordinal)
            : encoded;
    }

    [GeneratedRegex(Spotifys + """[^\s"<>)]+|https?://|</?[a-z]+( href=)?""")]
    private static partial Regex AddressOrTag();

    [GeneratedRegex("(?<=[?&]cid=)[^&]+")]
    private static partial Regex Client();
}
