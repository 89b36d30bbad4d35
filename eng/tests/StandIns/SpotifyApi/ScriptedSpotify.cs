using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Eng.Tests.StandIns.SpotifyApi;

/// <summary>Answers each request with the next scripted response, and keeps the requests.</summary>
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

    /// <summary>A client of the real API that sends "Bearer a-token", unless a test sets another.</summary>
    public SpotifyClient Client(IAuthenticator? authenticator = null, IRetryHandler? retryHandler = null) =>
        new(SpotifyClientConfig.CreateDefault()
            .WithAuthenticator(authenticator ?? new TokenAuthenticator("a-token", "Bearer"))
            .WithAPIConnector(Connector("https://api.spotify.com/v1/", authenticator, retryHandler)));

    /// <summary>A connector that sends "Bearer a-token", unless a test sets another.</summary>
    public APIConnector Connector(
        string baseAddress = "https://api.spotify.com/v1/",
        IAuthenticator? authenticator = null,
        IRetryHandler? retryHandler = null) =>
        new(
            new Uri(baseAddress),
            authenticator ?? new TokenAuthenticator("a-token", "Bearer"),
            new NewtonsoftJSONSerializer(),
            HttpClient(),
            retryHandler,
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

internal sealed record RecordedRequest(
    string Method,
    Uri Address,
    string? Authorization,
    string? ContentType,
    string? Body);
