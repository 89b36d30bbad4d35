using System.Collections.Concurrent;
using System.Web;

namespace Tests.Functions.Extract;

/// <summary>A Spotify in this process, without a network, whose failures a test determines.</summary>
internal sealed class ScriptedSpotify : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, ScriptedPlaylist> _playlists = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<DateTimeOffset> _starts = new();
    private int _tokens;
    private int _inFlight;
    private int _mostInFlight;

    /// <summary>The existing endpoints, and the largest page of each.</summary>
    public Dictionary<string, int> Endpoints { get; private set; } = new() { ["items"] = 50 };

    /// <summary>The most entries of a page, whatever the request; null for as many as are requested.</summary>
    public int? LargestPage { get; set; }

    public HashSet<string> RefreshTokens { get; } = [ScriptedRun.RefreshToken];
    public string? UsedRefreshToken { get; private set; }

    /// <summary>The source of the new refresh token of each refresh; it returns null for none.</summary>
    public Func<string?> NextRefreshToken { get; set; } = () => null;

    /// <summary>The first action on a request. If it returns an answer, that one is sent.</summary>
    public Func<string, HttpResponseMessage?> OnRequest { get; set; } = _ => null;

    public Func<string, Task> OnAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>The answer of an endpoint that does not exist.</summary>
    public Func<HttpResponseMessage> OnGone { get; set; } = () => Error(404, "Service not found");

    public Action<ScriptedPlaylist, int> OnPage { get; set; } = (_, _) => { };
    public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.MinValue;

    /// <summary>The time at which each request started.</summary>
    public IReadOnlyCollection<DateTimeOffset> Starts => _starts;

    public IReadOnlyCollection<string> Requests => _requests;

    public ConcurrentBag<string> AccessTokens { get; } = [];

    public int MaxInFlight => Volatile.Read(ref _mostInFlight);

    public ScriptedPlaylist this[string id]
    {
        get => _playlists[id];
        set => _playlists[id] = value;
    }

    /// <summary>Makes an endpoint the only existing one.</summary>
    public void Have(string endpoint) => Endpoints = new() { [endpoint] = endpoint == "tracks" ? 100 : 50 };

    public void Remove(string id) => _playlists.TryRemove(id, out _);

    public void Forget()
    {
        _requests.Clear();
        _starts.Clear();
    }

    public int Count(string text) => Requests.Count(request => request.Contains(text, StringComparison.Ordinal));

    public static HttpResponseMessage Error(int status, string message, string? retryAfter = null) =>
        Interference.Answer(
            status,
            string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"error":{"status":{{{status}}},"message":"{{{message}}}"}}"""),
            retryAfter);

    public static HttpResponseMessage Page(ScriptedPlaylist playlist, int offset, int limit)
    {
        var page = new ByteArrayContent(playlist.Page(offset, limit));
        page.Headers.ContentType = new("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = page };
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var address = request.RequestUri!.PathAndQuery;
        _requests.Enqueue(address);
        _starts.Enqueue(Clock());
        var now = Interlocked.Increment(ref _inFlight);
        InterlockedMax(ref _mostInFlight, now);
        try
        {
            await Task.Yield();
            await OnAnswer(address);
            return OnRequest(address) ?? (request.RequestUri.AbsolutePath == "/api/token"
                ? Grant(HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken)))
                : Answer(request));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private HttpResponseMessage Grant(System.Collections.Specialized.NameValueCollection form)
    {
        lock (RefreshTokens)
        {
            if (form["refresh_token"] is { } refreshToken && !RefreshTokens.Contains(refreshToken))
            {
                return Interference.Answer(
                    400, """{"error":"invalid_grant","error_description":"Refresh token revoked"}""");
            }

            UsedRefreshToken = form["refresh_token"];
            var token = $"access-token-{Interlocked.Increment(ref _tokens)}";
            AccessTokens.Add(token);
            var next = NextRefreshToken() is { } given ? $",\"refresh_token\":\"{given}\"" : "";
            return Interference.Answer(
                200, $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":3600{{next}}}""");
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        if (request.Headers.Authorization?.Parameter is not { } token || !AccessTokens.Contains(token))
        {
            return Error(401, "Invalid access token");
        }

        var path = request.RequestUri!.AbsolutePath.Split('/');
        if (path is not ["", "v1", "playlists", var id, .. var rest] || !_playlists.TryGetValue(id, out var playlist))
        {
            return Error(404, "Resource not found");
        }

        if (playlist.Refusal is { } refusal && (rest.Length > 0 || refusal.Message != "Forbidden"))
        {
            return Error(refusal.Status, refusal.Message);
        }

        if (rest is not [var endpoint])
        {
            return Interference.Answer(200, playlist.Description);
        }

        if (!Endpoints.TryGetValue(endpoint, out var largest))
        {
            return OnGone();
        }

        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        var (offset, limit) = (Number(query["offset"]), Number(query["limit"]));
        Assert.InRange(limit, 1, largest);
        var page = Page(playlist, offset, Math.Min(limit, LargestPage ?? limit));
        OnPage(playlist, offset);
        return page;
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); now > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, now, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
