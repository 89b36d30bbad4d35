using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

public class SpotifyClient : ISpotifyClient
{
    private readonly IAPIConnector _apiConnector;

    public SpotifyClient(IToken token)
        : this(
            SpotifyClientConfig.CreateDefault(
                token?.AccessToken ?? throw new ArgumentNullException(nameof(token)),
                token.TokenType))
    {
    }

    public SpotifyClient(string token, string tokenType = "Bearer")
        : this(SpotifyClientConfig.CreateDefault(token, tokenType))
    {
    }

    public SpotifyClient(SpotifyClientConfig config)
    {
        Ensure.ArgumentNotNull(config, nameof(config));
        Ensure.ArgumentNotNull(
            config.Authenticator,
            "Authenticator in config is null. Please supply it via `WithAuthenticator` or `WithToken`");

        _apiConnector = config.BuildAPIConnector();
        _apiConnector.ResponseReceived += (_, response) => LastResponse = response;
        DefaultPaginator = config.DefaultPaginator;
        Playlists = new PlaylistsClient(_apiConnector);
    }

    public IPaginator DefaultPaginator { get; }

    public IPlaylistsClient Playlists { get; }

    public IResponse? LastResponse { get; private set; }

    public Task<IList<T>> PaginateAll<T>(
        IPaginatable<T> firstPage,
        IPaginator? paginator = null,
        CancellationToken cancellationToken = default) =>
        (paginator ?? DefaultPaginator).PaginateAll(firstPage, _apiConnector, cancellationToken);

    public IAsyncEnumerable<T> Paginate<T>(
        IPaginatable<T> firstPage,
        IPaginator? paginator = null,
        CancellationToken cancel = default) =>
        (paginator ?? DefaultPaginator).Paginate(firstPage, _apiConnector, cancel);

    public Task<Paging<T>> NextPage<T>(Paging<T> paging)
    {
        Ensure.ArgumentNotNull(paging, nameof(paging));

        return Page<T>(paging.Next);
    }

    public Task<Paging<T>> PreviousPage<T>(Paging<T> paging)
    {
        Ensure.ArgumentNotNull(paging, nameof(paging));

        return Page<T>(paging.Previous);
    }

    private Task<Paging<T>> Page<T>(string? address) =>
        _apiConnector.Get<Paging<T>>(
            new Uri(address ?? throw new APIPagingException("The paging object has no next page"), UriKind.Absolute));
}
