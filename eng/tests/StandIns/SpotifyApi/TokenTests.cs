using SpotifyAPI.Web;

namespace Eng.Tests.StandIns.SpotifyApi;

public sealed class TokenTests
{
    private const string NoEntries = """{"items":[],"total":0}""";
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    private static PlaylistGetItemsRequest NoRequest => new();

    [Fact]
    public async Task Client_credentials_are_a_form_with_the_app_in_the_Basic_header()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"access_token":"app-token","token_type":"Bearer","expires_in":3600}""");

        var token = await OAuthClient.RequestToken(
            new ClientCredentialsRequest("the-id", "the-secret"), spotify.Connector(), Cancel);

        var request = Assert.Single(spotify.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("https://accounts.spotify.com/api/token", request.Address.AbsoluteUri);
        Assert.Equal("application/x-www-form-urlencoded", request.ContentType);
        Assert.Equal("grant_type=client_credentials", request.Body);
        Assert.Equal(BasicHeader("the-id:the-secret"), request.Authorization);
        Assert.Equal("app-token", token.AccessToken);
        Assert.Equal(3600, token.ExpiresIn);
        Assert.False(token.IsExpired);
    }

    [Fact]
    public async Task The_app_token_is_requested_once_and_then_sent_as_it_is()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"access_token":"app-token","token_type":"Bearer","expires_in":3600}""")
            .Answer(NoEntries)
            .Answer(NoEntries);
        var client = spotify.Client(new ClientCredentialsAuthenticator("the-id", "the-secret"));

        await client.Playlists.GetPlaylistItems(PlaylistId, NoRequest, Cancel);
        await client.Playlists.GetPlaylistItems(PlaylistId, NoRequest, Cancel);

        Assert.Equal(
            [BasicHeader("the-id:the-secret"), "Bearer app-token", "Bearer app-token"],
            spotify.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task An_expired_user_token_is_refreshed_before_the_request()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"access_token":"new-token","token_type":"Bearer","expires_in":3600}""")
            .Answer(NoEntries);
        var authenticator = new AuthorizationCodeAuthenticator("the-id", "the-secret", Expired("stored-refresh"));

        await spotify.Client(authenticator).Playlists.GetPlaylistItems(PlaylistId, NoRequest, Cancel);

        Assert.Equal("grant_type=refresh_token&refresh_token=stored-refresh", spotify.Requests[0].Body);
        Assert.Equal(BasicHeader("the-id:the-secret"), spotify.Requests[0].Authorization);
        Assert.Equal("Bearer new-token", spotify.Requests[1].Authorization);
    }

    [Theory]
    [InlineData("""{"access_token":"t","token_type":"Bearer","expires_in":3600}""", "stored-refresh")]
    [InlineData(
        """{"access_token":"t","token_type":"Bearer","expires_in":3600,"refresh_token":"next-refresh"}""",
        "next-refresh")]
    public async Task The_refresh_token_is_replaced_only_by_a_new_one(string answer, string expected)
    {
        using var spotify = new ScriptedSpotify().Answer(answer).Answer(NoEntries);
        var authenticator = new AuthorizationCodeAuthenticator("the-id", "the-secret", Expired("stored-refresh"));

        await spotify.Client(authenticator).Playlists.GetPlaylistItems(PlaylistId, NoRequest, Cancel);

        Assert.Equal(expected, authenticator.InitialToken.RefreshToken);
    }

    [Fact]
    public async Task An_ended_refresh_token_is_an_APIException_with_invalid_grant()
    {
        using var spotify = new ScriptedSpotify().Answer(
            """{"error":"invalid_grant","error_description":"Refresh token revoked"}""",
            HttpStatusCode.BadRequest);
        var client = spotify.Client(
            new AuthorizationCodeAuthenticator("the-id", "the-secret", Expired("dead-refresh")));

        var failure = await Assert.ThrowsAsync<APIException>(
            () => client.Playlists.GetPlaylistItems(PlaylistId, NoRequest, Cancel));

        Assert.Equal("invalid_grant", failure.Message);
        Assert.Equal(HttpStatusCode.BadRequest, failure.Response?.StatusCode);
        var body = Assert.IsType<string>(failure.Response?.Body);
        Assert.Contains("Refresh token revoked", body, StringComparison.Ordinal);
        Assert.Single(spotify.Requests);
    }

    [Fact]
    public void A_client_without_an_authenticator_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => new SpotifyClient(SpotifyClientConfig.CreateDefault()));

    private static AuthorizationCodeTokenResponse Expired(string refreshToken) =>
        new() { RefreshToken = refreshToken, ExpiresIn = 0 };

    private static string BasicHeader(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
