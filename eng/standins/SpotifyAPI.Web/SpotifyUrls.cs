using System.Web;

namespace SpotifyAPI.Web;

public static class SpotifyUrls
{
    public static readonly Uri APIV1 = new("https://api.spotify.com/v1/");

    public static readonly Uri OAuthToken = new("https://accounts.spotify.com/api/token");

    public static Uri Playlist(string playlistId) => Relative($"playlists/{HttpUtility.UrlEncode(playlistId)}");

    public static Uri PlaylistItems(string playlistId) =>
        Relative($"playlists/{HttpUtility.UrlEncode(playlistId)}/items");

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
