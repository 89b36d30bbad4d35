namespace SpotifyAPI.Web;

/// <summary>The client's configuration. Each <c>With…</c> returns a new one. All except
/// <see cref="WithAPIConnector"/> drop the old connector, since it was built from the replaced parts.</summary>
public class SpotifyClientConfig(
    Uri baseAddress,
    IAuthenticator? authenticator,
    IJSONSerializer jsonSerializer,
    IHTTPClient httpClient,
    IRetryHandler? retryHandler,
    IHTTPLogger? httpLogger,
    IPaginator defaultPaginator,
    IAPIConnector? apiConnector = null)
{
    public Uri BaseAddress { get; private set; } = baseAddress;

    public IAuthenticator? Authenticator { get; private set; } = authenticator;

    public IJSONSerializer JSONSerializer { get; private set; } = jsonSerializer;

    public IHTTPClient HTTPClient { get; private set; } = httpClient;

    public IHTTPLogger? HTTPLogger { get; private set; } = httpLogger;

    public IRetryHandler? RetryHandler { get; private set; } = retryHandler;

    public IPaginator DefaultPaginator { get; private set; } = defaultPaginator;

    public IAPIConnector? APIConnector { get; private set; } = apiConnector;

    public static SpotifyClientConfig CreateDefault() =>
        new(
            SpotifyUrls.APIV1,
            null,
            new NewtonsoftJSONSerializer(),
            new NetHttpClient(),
            null,
            null,
            new SimplePaginator());

    public SpotifyClientConfig WithAuthenticator(IAuthenticator authenticator)
    {
        Ensure.ArgumentNotNull(authenticator, nameof(authenticator));

        return With(config => config.Authenticator = authenticator);
    }

    public SpotifyClientConfig WithHTTPClient(IHTTPClient httpClient)
    {
        Ensure.ArgumentNotNull(httpClient, nameof(httpClient));

        return With(config => config.HTTPClient = httpClient);
    }

    public SpotifyClientConfig WithAPIConnector(IAPIConnector apiConnector)
    {
        Ensure.ArgumentNotNull(apiConnector, nameof(apiConnector));

        return With(config => config.APIConnector = apiConnector);
    }

    public IAPIConnector BuildAPIConnector() =>
        APIConnector
        ?? new APIConnector(BaseAddress, Authenticator, JSONSerializer, HTTPClient, RetryHandler, HTTPLogger);

    private SpotifyClientConfig With(Action<SpotifyClientConfig> change)
    {
        var copy = new SpotifyClientConfig(
            BaseAddress,
            Authenticator,
            JSONSerializer,
            HTTPClient,
            RetryHandler,
            HTTPLogger,
            DefaultPaginator);
        change(copy);
        return copy;
    }
}
