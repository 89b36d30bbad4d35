using SpotifyAPI.Web;

namespace Functions.Extract.Spotify;

/// <summary>The addresses to which SpotifyAPI.Web sends its requests, constants of that library.</summary>
internal static class SpotifyAddresses
{
    public static Uri Api => SpotifyUrls.APIV1;

    /// <summary>The accounts service, which issues tokens.</summary>
    public static Uri Accounts { get; } = new(SpotifyUrls.OAuthToken, "/");
}
