namespace SpotifyAPI.Web;

public interface IOAuthClient
{
    Task<ClientCredentialsTokenResponse> RequestToken(
        ClientCredentialsRequest request,
        CancellationToken cancel = default);

    Task<AuthorizationCodeRefreshResponse> RequestToken(
        AuthorizationCodeRefreshRequest request,
        CancellationToken cancel = default);

    Task<AuthorizationCodeTokenResponse> RequestToken(
        AuthorizationCodeTokenRequest request,
        CancellationToken cancel = default);
}
