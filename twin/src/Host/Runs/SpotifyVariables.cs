namespace Twin.Host.Runs;

/// <summary>The environment variables with Spotify credentials, for <c>login</c> and <c>run --live</c>.</summary>
public static class SpotifyVariables
{
    public const string ClientId = "SPOTIFY_CLIENT_ID";
    public const string ClientSecret = "SPOTIFY_CLIENT_SECRET";
    public const string RefreshToken = "SPOTIFY_REFRESH_TOKEN";
}
