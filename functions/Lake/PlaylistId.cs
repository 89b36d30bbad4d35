using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Functions.Lake;

/// <summary>Spotify's id of a playlist: 22 base62 characters
/// (https://developer.spotify.com/documentation/web-api/concepts/spotify-uris-ids).</summary>
public static partial class PlaylistId
{
    /// <summary>Parses an id as people copy it: the id itself, <c>spotify:playlist:…</c>, or the address that «Copy
    /// link to playlist» copies or a browser shows. The forms from before 2018, with <c>user</c> and its name, are
    /// accepted too.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? id)
    {
        var match = Forms().Match(text.Trim());
        id = match.Success ? match.Groups["id"].Value : null;
        return match.Success;
    }

    [GeneratedRegex(
        "^(?:(?i:spotify:(?:user:[^:/\\s]+:)?playlist:|(?:https?://)?open\\.spotify\\.com/(?:[^/?#\\s]+/)*playlist/))?"
        + "(?<id>[0-9A-Za-z]{22})/?(?:[?#].*)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Forms();
}
