using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Eng.Tests.StandIns.SpotifyApi;

public sealed class RetryTests
{
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";
    private const string Empty = """{"items":[],"total":0}""";
    private const string Failed = """{"error":{"status":503,"message":"Service unavailable"}}""";

    [Fact]
    public async Task A_retry_handler_gets_the_error_and_may_send_again()
    {
        using var spotify = new ScriptedSpotify().Answer(Failed, HttpStatusCode.ServiceUnavailable).Answer(Empty);
        var seen = new List<HttpStatusCode>();
        var client = Client(spotify, new Handler(async (request, response, retry, cancel) =>
        {
            seen.Add(response.StatusCode);
            return response.StatusCode == HttpStatusCode.OK ? response : await retry(request, cancel);
        }));

        var page = await client.Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel);

        Assert.Equal(0, page.Total);
        Assert.Equal([HttpStatusCode.ServiceUnavailable], seen);
        Assert.Equal(2, spotify.Requests.Count);
        Assert.Equal(spotify.Requests[0].Address, spotify.Requests[1].Address);
        Assert.Equal("Bearer a-token", spotify.Requests[1].Authorization);
    }

    [Fact]
    public async Task A_retry_handler_is_called_after_a_success_too()
    {
        using var spotify = new ScriptedSpotify().Answer(Empty);
        var asked = 0;
        var client = Client(spotify, new Handler((_, response, _, _) =>
        {
            asked++;
            return Task.FromResult(response);
        }));

        await client.Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task The_response_of_a_retry_handler_is_checked_for_errors()
    {
        using var spotify = new ScriptedSpotify()
            .Answer(Failed, HttpStatusCode.ServiceUnavailable)
            .Answer("""{"error":{"status":404,"message":"Resource not found"}}""", HttpStatusCode.NotFound);
        var client = Client(spotify, new Handler((request, _, retry, cancel) => retry(request, cancel)));

        var failure = await Assert.ThrowsAsync<APIException>(
            () => client.Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel));

        Assert.Equal("Resource not found", failure.Message);
    }

    [Fact]
    public async Task The_authenticator_is_called_again_before_a_retry()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"error":{"status":401,"message":"expired"}}""", HttpStatusCode.Unauthorized)
            .Answer(Empty);
        var token = new TokenAuthenticator("old", "Bearer");
        var client = spotify.Client(
            token,
            new Handler((request, _, retry, cancel) =>
            {
                token.Token = "new";
                return retry(request, cancel);
            }));

        await client.Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel);

        Assert.Equal(["Bearer old", "Bearer new"], spotify.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_token_request_cannot_be_sent_again_because_its_form_is_disposed()
    {
        using var spotify = new ScriptedSpotify().Answer(Failed, HttpStatusCode.ServiceUnavailable).Answer("{}");
        var connector = spotify.Connector(
            retryHandler: new Handler((request, _, retry, cancel) => retry(request, cancel)));

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => OAuthClient.RequestToken(new ClientCredentialsRequest("id", "secret"), connector, Cancel));
    }

    private static SpotifyClient Client(ScriptedSpotify spotify, IRetryHandler handler) =>
        spotify.Client(retryHandler: handler);

    private sealed class Handler(
        Func<IRequest, IResponse, IRetryHandler.RetryFunc, CancellationToken, Task<IResponse>> handle)
        : IRetryHandler
    {
        public Task<IResponse> HandleRetry(
            IRequest request,
            IResponse response,
            IRetryHandler.RetryFunc retry,
            CancellationToken cancel = default) =>
            handle(request, response, retry, cancel);
    }
}
