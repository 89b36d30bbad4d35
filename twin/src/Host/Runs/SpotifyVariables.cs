namespace Twin.Host.Runs;

public static class SpotifyVariables
{
    public const string ClientId = "SPOTIFY_CLIENT_ID";
    public const string ClientSecret = "SPOTIFY_CLIENT_SECRET";
    public const string RefreshToken = "SPOTIFY_REFRESH_TOKEN";
}
