namespace SpotifyAPI.Web;

/// <summary>Gets the app's own token when the first request needs one, and again when it has expired.</summary>
public class ClientCredentialsAuthenticator : IAuthenticator
{
    public ClientCredentialsAuthenticator(string clientId, string clientSecret)
        : this(clientId, clientSecret, null)
    {
    }

    public ClientCredentialsAuthenticator(string clientId, string clientSecret, ClientCredentialsTokenResponse? token)
    {
        Ensure.ArgumentNotNullOrEmptyString(clientId, nameof(clientId));
        Ensure.ArgumentNotNullOrEmptyString(clientSecret, nameof(clientSecret));

        ClientId = clientId;
        ClientSecret = clientSecret;
        Token = token;
    }

    public ClientCredentialsTokenResponse? Token { get; private set; }

    public string ClientId { get; }

    public string ClientSecret { get; }

    public async Task Apply(IRequest request, IAPIConnector apiConnector)
    {
        Ensure.ArgumentNotNull(request, nameof(request));

        if (Token is null or { IsExpired: true })
        {
            Token = await OAuthClient
                .RequestToken(new ClientCredentialsRequest(ClientId, ClientSecret), apiConnector)
                .ConfigureAwait(false);
        }

        request.Headers["Authorization"] = $"{Token.TokenType} {Token.AccessToken}";
    }
}
