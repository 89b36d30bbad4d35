using SpotifyAPI.Web;

namespace Functions.Extract.Spotify;

/// <summary>Sends requests for Spotify's own addresses to the configured ones, and refuses any other address.
/// SpotifyAPI.Web has the token's address as a constant, and authenticates absolute addresses only if they are
/// Spotify's.</summary>
internal sealed class AddressRewriter(Uri api, Uri accounts, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var target = Below(SpotifyAddresses.Api, api, address)
            ?? Below(SpotifyAddresses.Accounts, accounts, address)
            ?? address;
        request.RequestUri = api.IsBaseOf(target) || accounts.IsBaseOf(target)
            ? target
            : throw new InvalidOperationException(
                $"{target.IdnHost} is not a configured host of Spotify's: nothing is sent there");
        return base.SendAsync(request, cancellationToken);
    }

    private static Uri? Below(Uri known, Uri configured, Uri address) =>
        address.AbsoluteUri.StartsWith(known.AbsoluteUri, StringComparison.Ordinal)
            ? new Uri(configured, address.AbsoluteUri[known.AbsoluteUri.Length..])
            : null;
}

/// <summary>The addresses to which SpotifyAPI.Web sends its requests, constants of that library.</summary>
internal static class SpotifyAddresses
{
    public static Uri Api => SpotifyUrls.APIV1;

    /// <summary>The accounts service, which issues tokens.</summary>
    public static Uri Accounts { get; } = new(SpotifyUrls.OAuthToken, "/");
}
