using System.Net;
using System.Text;
using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Tests.StandIns.SpotifyApi;

/// <summary>Answers each request with the next of the scripted answers, and keeps the requests.</summary>
internal sealed class ScriptedSpotify : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<RecordedRequest> Requests { get; } = [];

    public ScriptedSpotify Answer(string body, HttpStatusCode status = HttpStatusCode.OK, int? retryAfter = null)
    {
        _answers.Enqueue(() =>
        {
            var answer = new HttpResponseMessage(status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            if (retryAfter is { } seconds)
            {
                answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            }

            return answer;
        });
        return this;
    }

    public NetHttpClient HttpClient() => new(new HttpClient(this));

    public SpotifyClientConfig Config() => SpotifyClientConfig.CreateDefault().WithHTTPClient(HttpClient());

    public SpotifyClient Client() => new(Config().WithToken("a-token"));

    /// <summary>A connector to <paramref name="baseAddress"/> that sends "Bearer a-token".</summary>
    public APIConnector Connector(string baseAddress = "https://api.spotify.com/v1/") =>
        new(
            new Uri(baseAddress),
            new TokenAuthenticator("a-token", "Bearer"),
            new NewtonsoftJSONSerializer(),
            HttpClient(),
            null,
            null);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new RecordedRequest(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.Authorization?.ToString(),
            request.Content?.Headers.ContentType?.MediaType,
            body));
        return _answers.TryDequeue(out var answer)
            ? answer()
            : throw new InvalidOperationException($"No answer is scripted for {request.RequestUri}.");
    }
}
