using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Twin.Cli.Login;
using Twin.Spotify.Http;
using Twin.Tests.Cli.Terminal;
using Twin.Tests.Spotify;

namespace Twin.Tests.Cli.Login;

/// <summary>The steps from the consent page to the token, with this test as the browser.</summary>
public sealed class LoginSessionTests : IDisposable
{
    private const string ClientId = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59";
    private const string Secret = "sandbox-client-secret";
    private const string NewToken = "sandbox-refresh-token-1";

    private readonly HttpClient _http = AccountsService.CreateClient();
    private readonly StringWriter _output = new();
    private Uri? _consent;

    public void Dispose()
    {
        _http.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task A_user_who_agrees_gives_a_token_that_the_extract_can_refresh()
    {
        await using var user = await StartAsync();
        var prompt = Browser();

        Assert.True(await Session(Options(user), prompt).RunAsync(Cancel));
        await prompt.Browsing;

        Assert.Equal(NewToken + Environment.NewLine, _output.ToString());
        Assert.Equal(200, (await user.RefreshAsync(NewToken)).Status);
    }

    [Fact]
    public async Task The_lines_to_configure_a_stack_hold_no_secret()
    {
        await using var user = await StartAsync();
        var prompt = Browser();

        await Session(Options(user), prompt).RunAsync(Cancel);

        Assert.Contains($"  pulumi config set clientId {ClientId}\n", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("  pulumi config set --secret clientSecret\n", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("  pulumi config set --secret refreshToken\n", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("  pulumi config set authorizedOn 2026-11-02\n", prompt.Told, StringComparison.Ordinal);
        Assert.DoesNotContain(NewToken, prompt.Told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, prompt.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_requests_the_scopes_that_the_stack_needs_with_state_and_a_proof_key()
    {
        await using var user = await StartAsync();
        var prompt = Browser();

        await Session(Options(user), prompt).RunAsync(Cancel);

        var query = QueryOf(_consent!);
        Assert.Equal("playlist-read-private playlist-read-collaborative", query["scope"]);
        var likes = Options(user) with { Stack = "likes", Scopes = stack => stack == "likes" ? ["user-library-read"] : [] };
        await Session(likes, prompt).RunAsync(Cancel);
        Assert.Equal("user-library-read", QueryOf(_consent!)["scope"]);
        Assert.Contains("(user-library-read)", prompt.Told, StringComparison.Ordinal);
        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/callback$", query["redirect_uri"]);
        Assert.Equal(("code", "S256", ClientId),
            (query["response_type"], query["code_challenge_method"], query["client_id"]));
        Assert.Equal((43, 43), (query["state"].Length, query["code_challenge"].Length));
    }

    [Fact]
    public async Task The_browser_is_opened_at_a_page_that_leads_to_Spotify_once_and_tells_nothing()
    {
        await using var user = await StartAsync();
        var (opened, guessed, again) = ("", HttpStatusCode.OK, HttpStatusCode.OK);
        var prompt = new ScriptedPrompt
        {
            Browse = async page =>
            {
                opened = page.AbsoluteUri;
                using var root = await _http.GetAsync(new Uri(page, "/"), Cancel);
                guessed = root.StatusCode;
                await VisitAsync(page, async () =>
                {
                    using var answer = await _http.GetAsync(page, Cancel);
                    again = answer.StatusCode;
                });
            },
        };

        Assert.True(await Session(Options(user), prompt).RunAsync(Cancel));

        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/[0-9A-Za-z_-]{22}$", opened);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Gone), (guessed, again));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_account_that_has_agreed_is_shown_and_must_be_confirmed_where_somebody_is(bool isThere)
    {
        await using var user = await StartAsync();
        var prompt = new ScriptedPrompt(isThere, confirms: false) { Browse = page => VisitAsync(page) };

        Assert.Equal(!isThere, await Session(Options(user), prompt).RunAsync(Cancel));

        Assert.Contains("has agreed: ", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("(sandbox)", prompt.Told, StringComparison.Ordinal);
        Assert.Equal(isThere ? ["Is this the user whose music is to be read?"] : [], prompt.Questions);
        Assert.Equal(isThere ? "" : NewToken + Environment.NewLine, _output.ToString());
    }

    [Theory]
    [InlineData("code=foreign&state=foreign")]
    [InlineData("error=access_denied&state=foreign")]
    [InlineData("code=foreign")]
    [InlineData("")]
    public async Task An_answer_with_another_state_is_refused_and_does_not_end_the_login(string foreign)
    {
        await using var user = await StartAsync();
        var (status, shown) = (HttpStatusCode.OK, "");
        var prompt = new ScriptedPrompt
        {
            Browse = async page =>
            {
                using var answer = await _http.GetAsync(new Uri($"{Redirect(page)}?{foreign}"), Cancel);
                (status, shown) = (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
                await VisitAsync(page);
            },
        };

        Assert.True(await Session(Options(user), prompt).RunAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("does not answer the login", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("foreign", shown, StringComparison.Ordinal);
        Assert.Contains("answered another login", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("how often: 1.", prompt.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_only_answers_of_another_state_the_login_times_out_and_says_so()
    {
        await using var user = await StartAsync();
        var prompt = new ScriptedPrompt
        {
            Browse = page =>
            {
                using var foreign = new HttpRequestMessage(
                    HttpMethod.Get, new Uri($"{Redirect(page)}?code=foreign&state=foreign"));
                using var answer = _http.Send(foreign, Cancel);
                return Task.CompletedTask;
            },
        };

        await AssertFailsAsync(
            "answered another login", Options(user) with { ConsentTimeout = TimeSpan.Zero }, prompt);

        Assert.DoesNotContain(user.Sandbox.Requests, request => request.Kind == RequestKind.Token);
    }

    [Fact]
    public async Task Other_requests_of_a_browser_do_not_end_the_login()
    {
        await using var user = await StartAsync();
        var statuses = new List<HttpStatusCode>();
        var prompt = new ScriptedPrompt
        {
            Browse = async page =>
            {
                using var icon = await _http.GetAsync(new Uri(Redirect(page), "/favicon.ico"), Cancel);
                statuses.Add(icon.StatusCode);
                await VisitAsync(page);
            },
        };

        Assert.True(await Session(Options(user), prompt).RunAsync(Cancel));

        Assert.Equal([HttpStatusCode.NotFound], statuses);
    }

    [Fact]
    public async Task The_browser_gets_its_page_whole_and_the_port_is_free_again()
    {
        await using var user = await StartAsync();
        string? shown = null;
        Uri? redirect = null;
        var prompt = new ScriptedPrompt
        {
            Browse = async page =>
            {
                redirect = Redirect(page);
                shown = await VisitAsync(page);
            },
        };

        await Session(Options(user), prompt).RunAsync(Cancel);
        await prompt.Browsing;

        Assert.Contains("go back to the terminal", shown, StringComparison.Ordinal);
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(redirect, Cancel));
    }

    [Fact]
    public async Task The_login_times_out()
    {
        await using var user = await StartAsync();

        await AssertFailsAsync(
            "No answer came from Spotify's page",
            Options(user) with { ConsentTimeout = TimeSpan.Zero },
            new ScriptedPrompt());
    }

    [Fact]
    public async Task A_client_id_that_Spotify_does_not_know_is_refused_before_the_browser_opens()
    {
        await using var user = await StartAsync();
        var prompt = Refusing();

        await AssertWrongAsync(
            "Spotify refuses the client id nobodys (INVALID_CLIENT: Invalid client)",
            Options(user) with { ClientId = "nobodys" },
            prompt);
    }

    [Fact]
    public async Task A_redirect_URI_that_is_not_registered_is_named_before_the_browser_opens()
    {
        await using var accounts = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = 400;
                return context.Response.WriteAsync("INVALID_CLIENT: Invalid redirect URI", Cancel);
            },
            Cancel);

        var message = await AssertWrongAsync(
            "Spotify refuses the redirect URI", Options(accounts.Endpoint), Refusing());

        Assert.Matches("Add http://127\\.0\\.0\\.1:[0-9]+/callback, exactly so", message);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_reported_without_its_value()
    {
        await using var user = await StartAsync();

        var message = await AssertWrongAsync(
            "Spotify refuses the client id with this client secret (invalid_client: Invalid client secret)",
            Options(user),
            Browser(),
            secret: "a-wrong-secret");

        Assert.DoesNotContain("a-wrong-secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "<html>", "Spotify gave no token: 500 :")]
    [InlineData(400, """{"error":"invalid_grant","error_description":"sandbox-client-secret"}""",
        "Spotify gave no token: 400 invalid_grant: ***")]
    [InlineData(200, """{"access_token":"a"}""", "Spotify's answer has no refresh token")]
    [InlineData(200, """{"refresh_token":"r","scope":"playlist-read-private"}""",
        "lacks playlist-read-collaborative")]
    [InlineData(200, "[]", "Spotify's answer has no refresh token")]
    [InlineData(200, """{"refresh_token":"r"}""", "Spotify's answer has no access token")]
    [InlineData(200, """{"refresh_token":"r","access_token":"qqq"}""",
        """Spotify does not tell who has agreed: 200 {"refresh_token":"r","access_token":"***"}""")]
    public async Task An_exchange_without_a_usable_token_is_reported(int status, string body, string message)
    {
        await using var accounts = await StartAccountsAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body, Cancel);
        });

        await AssertFailsAsync(message, Options(accounts.Endpoint), Browser());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirected_exchange_does_not_send_the_client_secret_to_another_host(int status)
    {
        var asked = 0;
        await using var foreign = await LoopbackServer.StartAsync(
            context =>
            {
                Interlocked.Increment(ref asked);
                return context.Response.WriteAsync("""{"refresh_token":"theirs"}""", Cancel);
            },
            Cancel);
        await using var accounts = await StartAccountsAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location =
                new UriBuilder(foreign.Endpoint) { Host = "localhost", Query = $"secret={Secret}" }.Uri.AbsoluteUri;
            return Task.CompletedTask;
        });

        await AssertFailsAsync(
            $"127.0.0.1 answers {status} instead of a token, and points to localhost. A redirect is never followed",
            Options(accounts.Endpoint),
            Browser());

        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read_to_its_end()
    {
        await using var accounts = await StartAccountsAsync(async context =>
        {
            var spaces = new byte[1 << 16];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            }
        });

        await AssertFailsAsync(
            $"{accounts.Endpoint} answers with more than 4 MB", Options(accounts.Endpoint), Browser());
    }

    [Fact]
    public async Task An_unreachable_accounts_service_is_named()
    {
        var gone = await LoopbackServer.StartAsync(_ => Task.CompletedTask, Cancel);
        await gone.DisposeAsync();

        await AssertFailsAsync($"{gone.Endpoint} cannot be reached", Options(gone.Endpoint), Refusing());
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_steps_for_another_one()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var user = await StartAsync();

        var message = await AssertWrongAsync(
            $"Nothing can listen on port {port} of 127.0.0.1", Options(user) with { Port = port }, Refusing());

        Assert.Contains("--port", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_place_for_the_token_no_user_is_asked_to_agree()
    {
        await using var user = await StartAsync();

        var message = await AssertWrongAsync(
            "There is no Pulumi CLI", Options(user) with { ShowSecret = false }, Refusing());

        Assert.Contains("--show-secret", message, StringComparison.Ordinal);
        Assert.Empty(user.Sandbox.Requests);
    }

    [Fact]
    public async Task For_a_stack_that_reads_nothing_of_a_user_no_user_is_asked_to_agree()
    {
        await using var user = await StartAsync();

        await AssertWrongAsync(
            "The stack 'quiet' reads nothing of a user. Set its 'playlists' or 'plays'",
            Options(user) with { Stack = "quiet", Scopes = _ => [] },
            Refusing());
    }

    private static LoginOptions Options(SandboxUser user) => Options(user.Sandbox.AccountsBaseAddress);

    private static LoginOptions Options(Uri accounts) => new(ClientId, Port: 0)
    {
        AccountsBaseAddress = accounts,
        ApiBaseAddress = new Uri(accounts, "v1/"),
        ShowSecret = true,
    };

    private static Task<SandboxUser> StartAsync(bool consents = true) =>
        SandboxUser.StartAsync(new SandboxOptions { Content = _ => [], UserConsents = consents });

    /// <summary>An accounts service at which every user agrees at once.</summary>
    private static Task<LoopbackServer> StartAccountsAsync(RequestDelegate exchange) => LoopbackServer.StartAsync(
        context =>
        {
            if (context.Request.Path != "/authorize")
            {
                return exchange(context);
            }

            context.Response.Redirect(
                $"{context.Request.Query["redirect_uri"]}?code=c&state={context.Request.Query["state"]}");
            return Task.CompletedTask;
        },
        Cancel);

    private static Uri Redirect(Uri page) => new(page, "/callback");

    private static Dictionary<string, string> QueryOf(Uri page) => page.Query[1..].Split('&')
        .Select(parameter => parameter.Split('='))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    private static ScriptedPrompt Refusing() =>
        new() { Browse = _ => throw new InvalidOperationException("the browser was opened") };

    private LoginSession Session(LoginOptions options, ScriptedPrompt prompt, string secret = Secret) =>
        new(options, secret, prompt, pulumi: null, _output, _http,
            new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 4, 0, 0, TimeSpan.Zero)));

    private ScriptedPrompt Browser() => new() { Browse = page => VisitAsync(page) };

    // The steps of a browser: it gets the page, and follows the redirects.
    private async Task<string> VisitAsync(Uri page, Func<Task>? betweenAsync = null)
    {
        using var opened = await _http.GetAsync(page, Cancel);
        _consent = opened.Headers.Location;
        await (betweenAsync?.Invoke() ?? Task.CompletedTask);
        using var consent = await _http.GetAsync(_consent, Cancel);
        return await _http.GetStringAsync(consent.Headers.Location, Cancel);
    }

    private async Task AssertFailsAsync(string message, LoginOptions options, ScriptedPrompt prompt)
    {
        var failure = await Assert.ThrowsAsync<RunFailedException>(() => Session(options, prompt).RunAsync(Cancel));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    private async Task<string> AssertWrongAsync(
        string message, LoginOptions options, ScriptedPrompt prompt, string secret = Secret)
    {
        var wrong = await Assert.ThrowsAsync<InputException>(() => Session(options, prompt, secret).RunAsync(Cancel));

        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
        return wrong.Message;
    }
}
