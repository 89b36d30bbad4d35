using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Where SpotifyAPI.Web sends its requests: constants there.</summary>
internal static class SpotifyAddresses
{
    /// <summary>The Web API.</summary>
    public static Uri Api => SpotifyUrls.APIV1;

    /// <summary>The accounts service, which gives tokens.</summary>
    public static Uri Accounts { get; } = new(SpotifyUrls.OAuthToken, "/");
}
