namespace Functions.Extract;

/// <summary>
/// Adds what authorizes each request to the secrets: the tokens that Spotify gives, which SpotifyAPI.Web keeps to
/// itself, and the client's id and secret as one encoded text.
/// </summary>
internal sealed class AuthorizationRecorder(Secrets secrets, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization?.Parameter is { Length: > 0 } parameter)
        {
            secrets.Add(parameter);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
