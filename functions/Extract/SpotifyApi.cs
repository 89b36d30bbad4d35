using System.Globalization;
using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Functions.Extract;

/// <summary>The few things that the extract asks Spotify, through SpotifyAPI.Web.</summary>
internal sealed class SpotifyApi : IDisposable
{
    private readonly HttpClient _http;
    private readonly APIConnector _connector;
    private readonly SpotifyClient _client;
    private readonly SpotifyToken _token;

    /// <param name="credentials">Their redactor gets every token that is sent.</param>
    /// <param name="meter">Counts the requests.</param>
    /// <param name="pacing">Says when each may start.</param>
    /// <param name="transport">What sends the requests in the end; it outlives this object.</param>
    /// <param name="end">The run's end.</param>
    public SpotifyApi(
        ExtractSettings settings,
        SpotifyCredentials credentials,
        ExtractMeter meter,
        Pacing pacing,
        HttpMessageHandler transport,
        TimeProvider time,
        CancellationToken end)
    {
        var rewriter = new AddressRewriter(settings.ApiBaseAddress, settings.AccountsBaseAddress, transport);
        var recorder = new BodyRecorder(new RetryingHandler(meter, pacing, time, rewriter, end));
        _token = credentials.Token();
        _http = new HttpClient(new AuthorizationRecorder(credentials.Redactor, recorder), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var http = new NetHttpClient(_http);
        _connector = new APIConnector(
            SpotifyAddresses.Api,
            _token,
            new NewtonsoftJSONSerializer(),
            http,
            retryHandler: null,
            httpLogger: null);
        // The default configuration has an HttpClient of its own, which follows redirects.
        _client = new SpotifyClient(SpotifyClientConfig.CreateDefault()
            .WithAuthenticator(_token)
            .WithHTTPClient(http)
            .WithAPIConnector(_connector));
    }

    /// <summary>The playlist without its entries.</summary>
    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="InvalidResponseException">The answer does not say which snapshot it describes.</exception>
    public async Task<PlaylistDescription> DescribeAsync(string playlistId, CancellationToken cancellationToken)
    {
        var request = new PlaylistGetRequest { Fields = { "id", "name", "owner(id)", "snapshot_id" } };
        var playlist = await AuthorizedAsync(() => _client.Playlists.Get(playlistId, request, cancellationToken));
        return playlist?.SnapshotId is { Length: > 0 } snapshotId
            ? new PlaylistDescription(playlistId, playlist.Name, playlist.Owner?.Id, snapshotId)
            : throw new InvalidResponseException("Spotify's answer about the playlist has no snapshot_id");
    }

    /// <summary>The bytes of one page, as Spotify sent them.</summary>
    /// <param name="mayBeGone">Whether a 429 may only mean that there is no such endpoint any more.</param>
    /// <exception cref="APIException">Spotify refuses.</exception>
    public Task<byte[]> ReadPageAsync(
        string playlistId,
        PlaylistEndpoint endpoint,
        PageRange range,
        CancellationToken cancellationToken,
        bool mayBeGone = false) =>
        AuthorizedAsync(() => new Exchange { MayBeGone = mayBeGone }.SendAsync(() => _connector.SendRawRequest(
            endpoint.Of(playlistId),
            HttpMethod.Get,
            new Dictionary<string, string>
            {
                ["limit"] = range.Limit.ToString(CultureInfo.InvariantCulture),
                ["offset"] = range.Offset.ToString(CultureInfo.InvariantCulture),
                ["additional_types"] = "track,episode",
            },
            cancel: cancellationToken)));

    public void Dispose()
    {
        _http.Dispose();
        _token.Dispose();
    }

    /// <summary>Spotify was seen to refuse good tokens for moments: another one is got, and once only.</summary>
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
