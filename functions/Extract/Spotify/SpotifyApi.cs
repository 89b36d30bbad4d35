using Functions.Json;
using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Functions.Extract.Spotify;

/// <summary>The requests of the extraction to Spotify, sent through SpotifyAPI.Web.</summary>
internal sealed class SpotifyApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly SpotifyToken _token;
    private readonly SpotifyClient _descriptions;
    private readonly APIConnector _pages;
    private readonly APIConnector _pagesOrGone;

    /// <param name="token">The access token of all requests; disposed of with this object.</param>
    /// <param name="transport">Sends the requests; it outlives this object.</param>
    /// <param name="end">Cancelled at the run's end.</param>
    public SpotifyApi(
        Uri api,
        Uri accounts,
        SpotifyToken token,
        SecretRedactor redactor,
        IRequestMeter meter,
        SpotifyRateLimiter pacing,
        HttpMessageHandler transport,
        TimeProvider time,
        CancellationToken end)
    {
        var rewriter = new AddressRewriter(api, accounts, transport);
        var retrying = new RetryingHandler(meter, pacing, time, rewriter, end);
        _http = new HttpClient(new AuthorizationRecorder(redactor, retrying), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _token = token;
        _pages = Connector(SpotifyRequestKind.Page);
        _pagesOrGone = Connector(SpotifyRequestKind.PageOrGone);
        // The default configuration has an HttpClient of its own, which follows redirects.
        _descriptions = new SpotifyClient(SpotifyClientConfig.CreateDefault()
            .WithAuthenticator(token)
            .WithHTTPClient(new SpotifyHttpClient(_http, SpotifyRequestKind.Description))
            .WithAPIConnector(Connector(SpotifyRequestKind.Description)));
    }

    /// <summary>The scopes of the last token, with spaces between; null if they are unknown.</summary>
    public string? GrantedScope => _token.Scope;

    public async Task<PlaylistDescription> DescribeAsync(string playlistId, CancellationToken cancellationToken)
    {
        var request = new PlaylistGetRequest { Fields = { "id", "name", "owner(id)", "snapshot_id" } };
        var playlist = await AuthorizedAsync(() => _descriptions.Playlists.Get(playlistId, request, cancellationToken));
        return playlist?.SnapshotId is { Length: > 0 } snapshotId
            ? new PlaylistDescription(playlistId, playlist.Name, playlist.Owner?.Id, snapshotId)
            : throw new InvalidResponseException("Spotify's answer about the playlist has no snapshot_id");
    }

    /// <summary>Requests one page, and returns its bytes as Spotify sent them.</summary>
    /// <param name="mayBeGone">True if a 429 may mean that the endpoint does not exist any more.</param>
    public Task<byte[]> ReadPageAsync(
        string playlistId,
        PlaylistEndpoint endpoint,
        EntryRange range,
        CancellationToken cancellationToken,
        bool mayBeGone = false) => ReadAsync(
        mayBeGone ? _pagesOrGone : _pages,
        endpoint.GetUri(playlistId),
        Query(range, ("additional_types", "track,episode")),
        cancellationToken);

    /// <summary>Requests one page of an own list, and returns its bytes as Spotify sent them.</summary>
    public Task<byte[]> ReadOwnPageAsync(OwnList list, EntryRange range, CancellationToken cancellationToken) =>
        ReadAsync(
            _pages,
            new Uri(list.Endpoint, UriKind.Relative),
            list.TimeRange is { } timeRange ? Query(range, ("time_range", timeRange)) : Query(range),
            cancellationToken);

    /// <summary>Requests one page of the playlists in the user's library.</summary>
    public Task<byte[]> ReadPlaylistsAsync(EntryRange range, CancellationToken cancellationToken) =>
        ReadAsync(_pages, new Uri(PlaylistFinder.Endpoint, UriKind.Relative), Query(range), cancellationToken);

    /// <summary>Requests the id of the user who has agreed.</summary>
    public async Task<string> ReadUserIdAsync(CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(_pages, new Uri("me", UriKind.Relative), [], cancellationToken);
        var reader = SpotifyJson.Reader(answer);
        return SpotifyJson.Find(JsonElement.ParseValue(ref reader), "id", JsonValueKind.String)
            ?.GetString() is { Length: > 0 } id
            ? id
            : throw new InvalidResponseException("Spotify's answer about the user has no id");
    }

    /// <summary>Requests the user's last plays, and returns the page's bytes as Spotify sent them.</summary>
    public Task<byte[]> ReadPlaysAsync(CancellationToken cancellationToken) => ReadAsync(
        _pages,
        RecentPlays.Address,
        new Dictionary<string, string> { ["limit"] = RecentPlays.MaxItems.ToString(CultureInfo.InvariantCulture) },
        cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _token.Dispose();
    }

    private static Dictionary<string, string> Query(EntryRange range, params (string Name, string Value)[] more)
    {
        var query = new Dictionary<string, string>
        {
            ["limit"] = range.Limit.ToString(CultureInfo.InvariantCulture),
            ["offset"] = range.Offset.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in more)
        {
            query.Add(name, value);
        }

        return query;
    }

    private async Task<byte[]> ReadAsync(
        APIConnector connector, Uri address, Dictionary<string, string> query, CancellationToken cancellationToken)
    {
        var answer = await AuthorizedAsync(
            () => connector.SendRawRequest(address, HttpMethod.Get, query, cancel: cancellationToken));
        return ((SpotifyAnswer)answer).Bytes;
    }

    private APIConnector Connector(SpotifyRequestKind kind) => new(
        SpotifyAddresses.Api,
        _token,
        new NewtonsoftJSONSerializer(),
        new SpotifyHttpClient(_http, kind),
        retryHandler: null,
        httpLogger: null);

    /// <summary>Sends a request, and once more with another token if Spotify refuses the token: it was seen to refuse
    /// good ones for moments.</summary>
    private async Task<T> AuthorizedAsync<T>(Func<Task<T>> ask)
    {
        var token = _token.Current;
        try
        {
            return await ask();
        }
        catch (APIUnauthorizedException)
        {
            _token.Renew(token ?? _token.Current);
            return await ask();
        }
    }
}
