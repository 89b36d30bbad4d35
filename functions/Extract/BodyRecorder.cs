namespace Functions.Extract;

/// <summary>
/// Keeps an answer's bytes as they came: SpotifyAPI.Web hands out text only, and text that was decoded and encoded
/// again need not be the same bytes.
/// </summary>
internal sealed class BodyRecorder(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Exchange.Current is { } exchange)
        {
            exchange.Body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }

        return response;
    }
}
