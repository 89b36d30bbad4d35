namespace Twin.Host.Runs;

/// <summary>The environment variables with Spotify credentials, for <c>login</c> and <c>run --live</c>.</summary>
public static class SpotifyVariables
{
    public const string ClientId = "SPOTIFY_CLIENT_ID";
    public const string ClientSecret = "SPOTIFY_CLIENT_SECRET";
    public const string RefreshToken = "SPOTIFY_REFRESH_TOKEN";

    /// <summary>A variable's value; null if it is not set or empty.</summary>
    public static string? Get(string variable) =>
        Environment.GetEnvironmentVariable(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
