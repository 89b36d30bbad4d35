using System.Buffers.Text;

namespace Twin.Tests.Spotify.Accounts;

public sealed class AuthorizationEndpointTests
{
    private const string ClientId = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59";
    private const string Redirect = "http://127.0.0.1:8888/callback";
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-in-length";

    [Fact]
    public async Task A_user_who_agrees_sends_a_code_and_the_code_gives_a_refresh_token_once()
    {
        await using var user = await StartAsync();

        var (status, back) = await ConsentAsync(user);
        var (code, state) = (back["code"], back["state"]);
        var (granted, token) = await ExchangeAsync(user, code);
        var (again, refusal) = await ExchangeAsync(user, code);

        Assert.Equal((303, "a b&c"), (status, state));
        Assert.Equal(200, granted);
        Assert.Equal("playlist-read-private", token.GetProperty("scope").GetString());
        Assert.Equal(200, (await user.RefreshAsync(token.GetProperty("refresh_token").GetString()!)).Status);
        Assert.Equal((400, "Invalid authorization code"), (again, DescriptionOf(refusal)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9999/callback", Verifier, "Invalid redirect URI")]
    [InlineData(Redirect, "another-verifier", "code_verifier was incorrect")]
    [InlineData(Redirect, null, "code_verifier must be supplied")]
    public async Task A_code_is_valid_only_for_its_own_request(string redirect, string? verifier, string description)
    {
        await using var user = await StartAsync();
        var (_, back) = await ConsentAsync(user);

        var (status, refusal) = await ExchangeAsync(user, back["code"], redirect, verifier);

        Assert.Equal((400, description), (status, DescriptionOf(refusal)));
    }

    [Fact]
    public async Task A_user_who_does_not_agree_sends_no_code()
    {
        await using var user = await StartAsync(consents: false);

        var (status, back) = await ConsentAsync(user);

        Assert.Equal((303, "access_denied", "a b&c"), (status, back["error"], back["state"]));
        Assert.DoesNotContain("code", back.Keys);
    }

    [Theory]
    [InlineData("client_id", "other", "INVALID_CLIENT: Invalid client")]
    [InlineData("redirect_uri", "http://localhost:8888/callback", "INVALID_CLIENT: Insecure redirect URI")]
    [InlineData("redirect_uri", "http://example.com/callback", "INVALID_CLIENT: Insecure redirect URI")]
    [InlineData("redirect_uri", "callback", "INVALID_CLIENT: Insecure redirect URI")]
    [InlineData("response_type", "token", "response_type must be code")]
    [InlineData("code_challenge_method", "plain", "code_challenge_method must be S256")]
    public async Task An_invalid_request_for_consent_is_refused(string name, string value, string message)
    {
        await using var user = await StartAsync();

        using var answer = await AskAsync(user, (name, value));

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(message, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_query_of_the_consent_page_is_in_no_log()
    {
        await using var user = await StartAsync();

        await ConsentAsync(user);

        Assert.Equal("/authorize", Assert.Single(user.Sandbox.Requests).PathAndQuery);
    }

    private static Task<SandboxUser> StartAsync(bool consents = true) =>
        SandboxUser.StartAsync(new SandboxOptions { Content = _ => [], UserConsents = consents });

    private static async Task<(int Status, Dictionary<string, string> Back)> ConsentAsync(SandboxUser user)
    {
        using var answer = await AskAsync(user);
        var back = answer.Headers.Location!;
        Assert.Equal(Redirect, back.GetLeftPart(UriPartial.Path));
        var parameters = back.Query[1..].Split('&').Select(parameter => parameter.Split('='));
        return (
            (int)answer.StatusCode,
            parameters.ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1])));
    }

    private static async Task<HttpResponseMessage> AskAsync(
        SandboxUser user, params (string Name, string Value)[] changes)
    {
        var query = new Dictionary<string, string>
        {
            ["client_id"] = ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = Redirect,
            ["state"] = "a b&c",
            ["scope"] = "playlist-read-private",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var text = string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return await browser.GetAsync(new Uri(user.Sandbox.AccountsBaseAddress, $"authorize?{text}"), Cancel);
    }

    private static Task<(int Status, JsonElement Json)> ExchangeAsync(
        SandboxUser user, string code, string redirect = Redirect, string? verifier = Verifier)
    {
        (string, string)[] form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect)];
        return user.TokenAsync(
            $"{ClientId}:sandbox-client-secret",
            verifier is null ? form : [.. form, ("code_verifier", verifier)]);
    }

    private static string? DescriptionOf(JsonElement refusal) => refusal.GetProperty("error_description").GetString();
}
