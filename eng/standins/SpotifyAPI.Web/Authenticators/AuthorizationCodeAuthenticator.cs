namespace SpotifyAPI.Web;

/// <summary>Sends a user's token, and refreshes it when a request finds it expired.</summary>
public class AuthorizationCodeAuthenticator : IAuthenticator
{
    public AuthorizationCodeAuthenticator(
        string clientId,
        string clientSecret,
        AuthorizationCodeTokenResponse initialToken)
    {
        Ensure.ArgumentNotNull(clientId, nameof(clientId));
        Ensure.ArgumentNotNull(clientSecret, nameof(clientSecret));
        Ensure.ArgumentNotNull(initialToken, nameof(initialToken));

        ClientId = clientId;
        ClientSecret = clientSecret;
        InitialToken = initialToken;
    }

    public string ClientId { get; }

    public string ClientSecret { get; }

    public AuthorizationCodeTokenResponse InitialToken { get; }

    public async Task Apply(IRequest request, IAPIConnector apiConnector)
    {
        Ensure.ArgumentNotNull(request, nameof(request));

        if (InitialToken.IsExpired)
        {
            await Refresh(apiConnector).ConfigureAwait(false);
        }

        request.Headers["Authorization"] = $"{InitialToken.TokenType} {InitialToken.AccessToken}";
    }

    private async Task Refresh(IAPIConnector apiConnector)
    {
        var refreshed = await OAuthClient
            .RequestToken(
                new AuthorizationCodeRefreshRequest(ClientId, ClientSecret, InitialToken.RefreshToken),
                apiConnector)
            .ConfigureAwait(false);

        InitialToken.AccessToken = refreshed.AccessToken;
        InitialToken.TokenType = refreshed.TokenType;
        InitialToken.ExpiresIn = refreshed.ExpiresIn;
        InitialToken.CreatedAt = refreshed.CreatedAt;
        InitialToken.Scope = refreshed.Scope;

        // Spotify sends a new refresh token only when the old one stops working.
        InitialToken.RefreshToken = refreshed.RefreshToken ?? InitialToken.RefreshToken;
    }
}
