using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Functions.Extract.Spotify;

/// <summary>Sends SpotifyAPI.Web's requests, all of one kind, and returns each answer with its bytes. The library's own
/// client returns text only, and text that was decoded and encoded again may be other bytes.</summary>
internal sealed class SpotifyHttpClient(HttpClient http, SpotifyRequestKind kind) : IHTTPClient
{
    public async Task<IResponse> DoRequest(IRequest request, CancellationToken cancel = default)
    {
        var address = new Uri(request.BaseAddress, request.Endpoint).ApplyParameters(request.Parameters);
        using var message = new HttpRequestMessage(request.Method, address) { Content = request.Body as HttpContent };
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        kind.SetOn(message);
        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancel);
        return new SpotifyAnswer(answer.Headers.ToDictionary(header => header.Key, header => header.Value.First()))
        {
            Bytes = await answer.Content.ReadAsByteArrayAsync(cancel),
            Body = await answer.Content.ReadAsStringAsync(cancel),
            ContentType = answer.Content.Headers.ContentType?.MediaType,
            StatusCode = answer.StatusCode,
        };
    }

    public void SetRequestTimeout(TimeSpan timeout) => http.Timeout = timeout;

    /// <summary>Does nothing: several clients share the <see cref="HttpClient"/>, whose owner disposes of it.</summary>
    public void Dispose()
    {
    }
}

/// <summary>An answer of Spotify's, as text and as the bytes that were sent.</summary>
internal sealed class SpotifyAnswer(IDictionary<string, string> headers) : Response(headers)
{
    public required byte[] Bytes { get; init; }
}
