namespace SpotifyAPI.Web;

public class AuthorizationCodeRefreshRequest
{
    public AuthorizationCodeRefreshRequest(string clientId, string clientSecret, string refreshToken)
    {
        Ensure.ArgumentNotNullOrEmptyString(clientId, nameof(clientId));
        Ensure.ArgumentNotNullOrEmptyString(clientSecret, nameof(clientSecret));
        Ensure.ArgumentNotNullOrEmptyString(refreshToken, nameof(refreshToken));

        ClientId = clientId;
        ClientSecret = clientSecret;
        RefreshToken = refreshToken;
    }

    public string RefreshToken { get; }

    public string ClientId { get; }

    public string ClientSecret { get; }
}
