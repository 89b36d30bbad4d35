namespace Functions.Extract.Spotify;

/// <summary>Adds each request's authorization to the redacted secrets: the access tokens, which SpotifyAPI.Web keeps to
/// itself, and the client's id and secret as one encoded text.</summary>
internal sealed class AuthorizationRecorder(SecretRedactor redactor, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization?.Parameter is { Length: > 0 } parameter)
        {
            redactor.Add(parameter);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
