using System.Text;

namespace SpotifyAPI.Web.Http;

/// <summary>Sends requests through an <see cref="HttpClient"/> and reads every body as text.</summary>
public class NetHttpClient : IHTTPClient
{
    private readonly HttpClient _httpClient;

    public NetHttpClient()
        : this(new HttpClient())
    {
    }

    public NetHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
    }

    public async Task<IResponse> DoRequest(IRequest request, CancellationToken cancel)
    {
        Ensure.ArgumentNotNull(request, nameof(request));

        using var message = MessageOf(request);
        using var answer = await _httpClient
            .SendAsync(message, HttpCompletionOption.ResponseContentRead, cancel)
            .ConfigureAwait(false);
        return new Response(answer.Headers.ToDictionary(header => header.Key, header => header.Value.First()))
        {
            Body = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false),
            ContentType = answer.Content.Headers.ContentType?.MediaType,
            StatusCode = answer.StatusCode,
        };
    }

    public void SetRequestTimeout(TimeSpan timeout) => _httpClient.Timeout = timeout;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _httpClient?.Dispose();
        }
    }

    private static HttpRequestMessage MessageOf(IRequest request)
    {
        var address = new Uri(request.BaseAddress, request.Endpoint).ApplyParameters(request.Parameters);
        var message = new HttpRequestMessage(request.Method, address)
        {
            Content = request.Body as HttpContent,
        };

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return message;
    }
}
