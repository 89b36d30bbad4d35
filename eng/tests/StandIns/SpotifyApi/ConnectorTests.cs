using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Eng.Tests.StandIns.SpotifyApi;

public sealed class ConnectorTests
{
    private const string Body = """{"b":1,  "a":"\u00e9 \ud83d","n":1.50,"unknown":[]}""";

    private const string NoMessage = "Exception of type 'SpotifyAPI.Web.APIException' was thrown.";

    [Fact]
    public async Task A_raw_request_gives_the_body_as_it_came()
    {
        using var spotify = new ScriptedSpotify().Answer(Body);

        var answer = await spotify.Connector().SendRawRequest(
            new Uri("playlists/x/items", UriKind.Relative),
            HttpMethod.Get,
            new Dictionary<string, string> { ["limit"] = "50", ["fields"] = "a b,c" },
            cancel: Cancel);

        Assert.Equal(Body, answer.Body);
        Assert.Equal("application/json", answer.ContentType);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var request = Assert.Single(spotify.Requests);
        Assert.Equal("/v1/playlists/x/items?limit=50&fields=a+b%2cc", request.Address.PathAndQuery);
        Assert.Equal("Bearer a-token", request.Authorization);
    }

    [Theory]
    [InlineData("playlists/x", "http://127.0.0.1:5000/v1/playlists/x", "Bearer a-token")]
    [InlineData("https://api.spotify.com/v1/playlists/x", "https://api.spotify.com/v1/playlists/x", "Bearer a-token")]
    [InlineData("http://127.0.0.1:5000/v1/playlists/x", "http://127.0.0.1:5000/v1/playlists/x", null)]
    [InlineData("https://accounts.spotify.com/api/token", "https://accounts.spotify.com/api/token", null)]
    public async Task The_token_goes_to_relative_addresses_and_to_the_real_API_alone(
        string endpoint,
        string address,
        string? authorization)
    {
        using var spotify = new ScriptedSpotify().Answer("{}");

        await spotify.Connector("http://127.0.0.1:5000/v1/").SendRawRequest(
            new Uri(endpoint, UriKind.RelativeOrAbsolute),
            HttpMethod.Get,
            cancel: Cancel);

        var request = Assert.Single(spotify.Requests);
        Assert.Equal(address, request.Address.AbsoluteUri);
        Assert.Equal(authorization, request.Authorization);
    }

    [Fact]
    public async Task Parameters_join_those_of_the_address()
    {
        using var spotify = new ScriptedSpotify().Answer("{}");

        await spotify.Connector().Get<object>(
            new Uri("playlists/x/items?offset=50", UriKind.Relative),
            new Dictionary<string, string> { ["limit"] = "10" },
            Cancel);

        Assert.Equal("?offset=50&limit=10", Assert.Single(spotify.Requests).Address.Query);
    }

    [Theory]
    [InlineData(404, """{"error":{"status":404,"message":"Resource not found"}}""", "Resource not found")]
    [InlineData(403, """{"error":{"status":403,"message":"Forbidden"}}""", "Forbidden")]
    [InlineData(400, """{"error":"invalid_client","error_description":"d"}""", "invalid_client")]
    [InlineData(502, "<html>upstream</html>", NoMessage)]
    [InlineData(502, """{"status":502}""", NoMessage)]
    [InlineData(502, "", NoMessage)]
    public async Task An_error_is_an_APIException_with_Spotifys_message(int status, string body, string message)
    {
        using var spotify = new ScriptedSpotify().Answer(body, (HttpStatusCode)status);

        var failure = await Assert.ThrowsAsync<APIException>(() => Get(spotify.Connector()));

        Assert.Equal(message, failure.Message);
        Assert.Equal((HttpStatusCode)status, failure.Response?.StatusCode);
        Assert.Equal(body, failure.Response?.Body);
    }

    [Fact]
    public async Task A_401_has_its_own_exception()
    {
        using var spotify = new ScriptedSpotify().Answer(
            """{"error":{"status":401,"message":"The access token expired"}}""",
            HttpStatusCode.Unauthorized);

        var failure = await Assert.ThrowsAsync<APIUnauthorizedException>(() => Get(spotify.Connector()));

        Assert.Equal("The access token expired", failure.Message);
    }

    [Fact]
    public async Task A_429_has_its_retry_time()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"error":{"status":429,"message":"Too many requests"}}""", HttpStatusCode.TooManyRequests, 86400)
            .Answer("{}", HttpStatusCode.TooManyRequests);

        var blocked = await Assert.ThrowsAsync<APITooManyRequestsException>(() => Get(spotify.Connector()));
        var silent = await Assert.ThrowsAsync<APITooManyRequestsException>(() => Get(spotify.Connector()));

        Assert.Equal(TimeSpan.FromDays(1), blocked.RetryAfter);
        Assert.Equal("Too many requests", blocked.Message);
        Assert.Equal(TimeSpan.Zero, silent.RetryAfter);
    }

    [Fact]
    public void A_later_With_drops_the_connector()
    {
        using var spotify = new ScriptedSpotify();
        var connector = spotify.Connector();
        var token = new TokenAuthenticator("a-token", "Bearer");
        var config = SpotifyClientConfig.CreateDefault().WithAPIConnector(connector);

        Assert.Same(connector, config.BuildAPIConnector());
        Assert.Null(config.WithAuthenticator(token).APIConnector);
        Assert.NotSame(connector, config.WithAuthenticator(token).BuildAPIConnector());
    }

    [Fact]
    public void The_default_configuration_is_the_real_API_without_retries()
    {
        var config = SpotifyClientConfig.CreateDefault();

        Assert.Equal(new Uri("https://api.spotify.com/v1/"), config.BaseAddress);
        Assert.Null(config.RetryHandler);
        Assert.Null(config.Authenticator);
    }

    private static Task<IResponse> Get(APIConnector connector) =>
        connector.SendRawRequest(new Uri("playlists/x", UriKind.Relative), HttpMethod.Get, cancel: Cancel);
}
