using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Web;

namespace Tests.Functions.Extract;

/// <summary>Spotify in this process: exact, without a network, and with whatever a test wants to go wrong.</summary>
internal sealed class ScriptedSpotify : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, ScriptedPlaylist> _playlists = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<DateTimeOffset> _starts = new();
    private int _tokens;
    private int _inFlight;
    private int _mostInFlight;

    /// <summary>The endpoints that are there, and their largest page.</summary>
    public Dictionary<string, int> Endpoints { get; private set; } = new() { ["items"] = 50 };

    /// <summary>The most entries that a page has, whatever is asked for; null: as many as are asked for.</summary>
    public int? LargestPage { get; set; }

    /// <summary>The refresh tokens that are good.</summary>
    public HashSet<string> RefreshTokens { get; } = [ScriptedRun.RefreshToken];

    /// <summary>The refresh token of the last refresh.</summary>
    public string? UsedRefreshToken { get; private set; }

    /// <summary>What a refresh brings besides the access token.</summary>
    public Func<string?> NextRefreshToken { get; set; } = () => null;

    /// <summary>Runs first; what it gives is the answer.</summary>
    public Func<string, HttpResponseMessage?> OnRequest { get; set; } = _ => null;

    /// <summary>Holds up the answer to each request.</summary>
    public Func<string, Task> OnAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs when an endpoint that is not there is asked.</summary>
    public Func<HttpResponseMessage> OnGone { get; set; } = () => Error(404, "Service not found");

    /// <summary>Hears of each page that is given.</summary>
    public Action<ScriptedPlaylist, int> OnPage { get; set; } = (_, _) => { };

    /// <summary>Says when a request starts.</summary>
    public Func<DateTimeOffset> Clock { get; set; } = () => DateTimeOffset.MinValue;

    /// <summary>When each request started.</summary>
    public IReadOnlyCollection<DateTimeOffset> Starts => _starts;

    /// <summary>Path and query of each request.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Every access token that was given.</summary>
    public ConcurrentBag<string> AccessTokens { get; } = [];

    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public ScriptedPlaylist this[string id]
    {
        get => _playlists[id];
        set => _playlists[id] = value;
    }

    /// <summary>From now on this is the endpoint that is there.</summary>
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

    /// <summary>A page's answer.</summary>
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
