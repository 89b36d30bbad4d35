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

    /// <param name="credentials">Their secrets gain every token that is sent.</param>
    /// <param name="meter">Counts the requests.</param>
    /// <param name="transport">What sends the requests in the end; it outlives this object.</param>
    /// <param name="remaining">What is left of the invocation.</param>
    public SpotifyApi(
        ExtractSettings settings,
        SpotifyCredentials credentials,
        ExtractMeter meter,
        HttpMessageHandler transport,
        TimeProvider time,
        Func<TimeSpan> remaining)
    {
        var rewriter = new AddressRewriter(settings.ApiBaseAddress, settings.AccountsBaseAddress, transport);
        var recorder = new BodyRecorder(new RetryingHandler(meter, time, remaining, rewriter));
        var authenticator = credentials.Authenticator();
        _http = new HttpClient(new AuthorizationRecorder(credentials.Secrets, recorder), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _connector = new APIConnector(
            SpotifyAddresses.Api,
            authenticator,
            new NewtonsoftJSONSerializer(),
            new NetHttpClient(_http),
            retryHandler: null,
            httpLogger: null);
        _client = new SpotifyClient(
            SpotifyClientConfig.CreateDefault().WithAuthenticator(authenticator).WithAPIConnector(_connector));
    }

    /// <summary>The playlist without its entries.</summary>
    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="UnreadableAnswerException">The answer does not say which snapshot it describes.</exception>
    public async Task<PlaylistDescription> DescribeAsync(string playlistId, CancellationToken cancellationToken)
    {
        var request = new PlaylistGetRequest { Fields = { "id", "name", "owner(id)", "snapshot_id" } };
        var playlist = await _client.Playlists.Get(playlistId, request, cancellationToken);
        return playlist?.SnapshotId is { Length: > 0 } snapshotId
            ? new PlaylistDescription(playlistId, playlist.Name, playlist.Owner?.Id, snapshotId)
            : throw new UnreadableAnswerException("Spotify's answer about the playlist has no snapshot_id");
    }

    /// <summary>The bytes of one page, as Spotify sent them.</summary>
    /// <exception cref="APIException">Spotify refuses.</exception>
    public Task<byte[]> ReadPageAsync(
        string playlistId, PlaylistEndpoint endpoint, int offset, CancellationToken cancellationToken) =>
        BodyRecorder.RecordAsync(() => _connector.SendRawRequest(
            endpoint.Of(playlistId),
            HttpMethod.Get,
            new Dictionary<string, string>
            {
                ["limit"] = endpoint.PageSize.ToString(CultureInfo.InvariantCulture),
                ["offset"] = offset.ToString(CultureInfo.InvariantCulture),
                ["additional_types"] = "track,episode",
            },
            cancel: cancellationToken));

    public void Dispose() => _http.Dispose();
}
