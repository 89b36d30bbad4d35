using System.Text;

namespace SpotifyAPI.Web;

/// <summary>Gets tokens from <see cref="SpotifyUrls.OAuthToken"/>, even with another base address: the app's id and
/// secret are in the Basic header, the grant is in a form.</summary>
public class OAuthClient
{
    public static Task<ClientCredentialsTokenResponse> RequestToken(
        ClientCredentialsRequest request,
        IAPIConnector apiConnector,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(request, nameof(request));

        return Grant<ClientCredentialsTokenResponse>(
            apiConnector,
            request.ClientId,
            request.ClientSecret,
            [new("grant_type", "client_credentials")],
            cancel);
    }

    public static Task<AuthorizationCodeRefreshResponse> RequestToken(
        AuthorizationCodeRefreshRequest request,
        IAPIConnector apiConnector,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(request, nameof(request));

        return Grant<AuthorizationCodeRefreshResponse>(
            apiConnector,
            request.ClientId,
            request.ClientSecret,
            [new("grant_type", "refresh_token"), new("refresh_token", request.RefreshToken)],
            cancel);
    }

    private static Task<T> Grant<T>(
        IAPIConnector apiConnector,
        string clientId,
        string clientSecret,
        List<KeyValuePair<string?, string?>> form,
        CancellationToken cancel)
    {
        Ensure.ArgumentNotNull(apiConnector, nameof(apiConnector));

        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"));
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Basic {basic}" };
        return apiConnector.Post<T>(SpotifyUrls.OAuthToken, null, new FormUrlEncodedContent(form), headers, cancel);
    }
}
