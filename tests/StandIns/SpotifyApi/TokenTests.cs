using System.Net;
using System.Text;
using SpotifyAPI.Web;

namespace Tests.StandIns.SpotifyApi;

public sealed class TokenTests
{
    private const string NoEntries = """{"items":[],"total":0}""";
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_credentials_are_a_form_with_the_app_in_the_Basic_header()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"access_token":"app-token","token_type":"Bearer","expires_in":3600}""");

        var token = await new OAuthClient(spotify.Config())
            .RequestToken(new ClientCredentialsRequest("the-id", "the-secret"), Cancel);

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
        var client = new SpotifyClient(
            spotify.Config().WithAuthenticator(new ClientCredentialsAuthenticator("the-id", "the-secret")));

        await client.Playlists.GetPlaylistItems(PlaylistId, Cancel);
        await client.Playlists.GetPlaylistItems(PlaylistId, Cancel);

        Assert.Equal(
            [BasicHeader("the-id:the-secret"), "Bearer app-token", "Bearer app-token"],
            spotify.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task An_expired_user_token_is_refreshed_before_the_request_and_announced()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"access_token":"new-token","token_type":"Bearer","expires_in":3600,"scope":"playlists"}""")
            .Answer(NoEntries);
        var announced = new List<string>();
        var authenticator = new AuthorizationCodeAuthenticator("the-id", "the-secret", Expired("stored-refresh"));
        authenticator.TokenRefreshed += (_, token) => announced.Add(token.AccessToken);

        await new SpotifyClient(spotify.Config().WithAuthenticator(authenticator))
            .Playlists.GetPlaylistItems(PlaylistId, Cancel);

        Assert.Equal("grant_type=refresh_token&refresh_token=stored-refresh", spotify.Requests[0].Body);
        Assert.Equal(BasicHeader("the-id:the-secret"), spotify.Requests[0].Authorization);
        Assert.Equal("Bearer new-token", spotify.Requests[1].Authorization);
        Assert.Equal(["new-token"], announced);
        Assert.Equal("playlists", authenticator.InitialToken.Scope);
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

        await new SpotifyClient(spotify.Config().WithAuthenticator(authenticator))
            .Playlists.GetPlaylistItems(PlaylistId, Cancel);

        Assert.Equal(expected, authenticator.InitialToken.RefreshToken);
    }

    [Fact]
    public async Task A_dead_refresh_token_is_an_APIException_that_says_invalid_grant()
    {
        using var spotify = new ScriptedSpotify().Answer(
            """{"error":"invalid_grant","error_description":"Refresh token revoked"}""",
            HttpStatusCode.BadRequest);
        var client = new SpotifyClient(spotify.Config().WithAuthenticator(
            new AuthorizationCodeAuthenticator("the-id", "the-secret", Expired("dead-refresh"))));

        var failure = await Assert.ThrowsAsync<APIException>(
            () => client.Playlists.GetPlaylistItems(PlaylistId, Cancel));

        Assert.Equal("invalid_grant", failure.Message);
        Assert.Equal(HttpStatusCode.BadRequest, failure.Response?.StatusCode);
        var body = Assert.IsType<string>(failure.Response?.Body);
        Assert.Contains("Refresh token revoked", body, StringComparison.Ordinal);
        Assert.Single(spotify.Requests);
    }

    [Fact]
    public async Task A_token_of_ones_own_is_sent_with_its_type()
    {
        using var spotify = new ScriptedSpotify().Answer(NoEntries);

        await new SpotifyClient(spotify.Config().WithToken("mine", "Custom"))
            .Playlists.GetPlaylistItems(PlaylistId, Cancel);

        Assert.Equal("Custom mine", Assert.Single(spotify.Requests).Authorization);
    }

    [Fact]
    public void A_client_without_an_authenticator_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => new SpotifyClient(SpotifyClientConfig.CreateDefault()));

    private static AuthorizationCodeTokenResponse Expired(string refreshToken) =>
        new() { RefreshToken = refreshToken, ExpiresIn = 0 };

    private static string BasicHeader(string pair) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
