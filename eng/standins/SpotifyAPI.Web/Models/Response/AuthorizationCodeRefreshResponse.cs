namespace SpotifyAPI.Web;

public class AuthorizationCodeRefreshResponse
{
    public string AccessToken { get; set; } = default!;

    public string TokenType { get; set; } = default!;

    /// <summary>Seconds from <see cref="CreatedAt"/>.</summary>
    public int ExpiresIn { get; set; }

    public string RefreshToken { get; set; } = default!;

    /// <summary>The scopes that the user has agreed to, with spaces between.</summary>
    public string Scope { get; set; } = default!;

    public DateTime CreatedAt { get; set; } = Clock.UtcNow;
}
