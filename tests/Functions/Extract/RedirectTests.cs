using Microsoft.AspNetCore.Http;

namespace Tests.Functions.Extract;

/// <summary>Redirects are not followed: no token and no request goes to the host that one names.</summary>
public sealed class RedirectTests
{
    private const string ForeignToken =
        """{"access_token":"foreign","token_type":"Bearer","expires_in":3600,"refresh_token":"foreign-token"}""";

    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirected_refresh_token_stays_at_the_configured_host(int status)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        await using var foreign = await NotedServer.StartAsync(context => context.Response.WriteAsync(ForeignToken));
        await using var accounts = await NotedServer.StartAsync(To(foreign, status));
        run.AccountsBaseAddress = accounts.Address;

        var outcome = await run.FailAsync(A);

        Assert.Empty(foreign.Requests);
        Assert.Equal(["POST /api/token"], accounts.Requests);
        Assert.Equal(
            (OutcomeKind.Failed, $"127.0.0.1 answers {status} and points to localhost"),
            (outcome.Kind, outcome.Reason));
        Assert.Contains("A redirect is never followed", outcome.Advice, StringComparison.Ordinal);
        Assert.Contains("accountsBaseAddress", outcome.Advice, StringComparison.Ordinal);
        Assert.Equal(ExtractEnvironment.NothingGiven, run.Parameters.Values[ExtractRun.GivenTokenParameter]);
    }

    [Theory]
    [InlineData(302, "/playlists/AAAAAAAAAAAAAAAAAAAAAA?")]
    [InlineData(307, "/playlists/AAAAAAAAAAAAAAAAAAAAAA?")]
    [InlineData(302, "/items?")]
    [InlineData(308, "/items?")]
    public async Task A_redirected_playlist_fails_and_the_others_go_on(int status, string where)
    {
        await using var run = await ExtractRun.StartAsync([]);
        var (a, b) = (ScriptedRun.Playlist('A', 1), ScriptedRun.Playlist('B', 1));
        await using var foreign = await NotedServer.StartAsync(Serve(a));
        await using var api = await NotedServer.StartAsync(context =>
            $"{context.Request.Path}{context.Request.QueryString}".Contains(where, StringComparison.Ordinal)
            && context.Request.Path.Value!.Contains(A, StringComparison.Ordinal)
                ? To(foreign, status)(context)
                : Serve(a, b)(context));
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcomes = (await run.FailAsync([A, B])).Report.Playlists;

        Assert.Empty(foreign.Requests);
        Assert.Single(
            api.Requests,
            request => request.Contains(where, StringComparison.Ordinal)
                && request.Contains(A, StringComparison.Ordinal));
        Assert.Equal(
            (OutcomeKind.Failed, $"127.0.0.1 answers {status} and points to localhost"),
            (outcomes[0].Kind, outcomes[0].Reason));
        Assert.Equal(OutcomeKind.Complete, outcomes[1].Kind);
    }

    [Fact]
    public async Task After_a_redirect_the_configured_host_is_asked_again()
    {
        await using var run = await ExtractRun.StartAsync([]);
        var a = ScriptedRun.Playlist('A', 1);
        await using var foreign = await NotedServer.StartAsync(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        var redirects = 1;
        await using var api = await NotedServer.StartAsync(context =>
            Interlocked.Decrement(ref redirects) >= 0 ? To(foreign, 307)(context) : Serve(a)(context));
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var first = await run.FailAsync(A);
        var second = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Empty(foreign.Requests);
        Assert.Equal((OutcomeKind.Failed, OutcomeKind.Complete), (first.Kind, second.Kind));
    }

    [Fact]
    public async Task A_next_link_to_another_host_is_not_followed()
    {
        await using var run = await ExtractRun.StartAsync([]);
        var a = ScriptedRun.Playlist('A', 120);
        await using var foreign = await NotedServer.StartAsync(Serve(a));
        await using var api = await NotedServer.StartAsync(Serve(new Uri(foreign.ForeignAddress, "v1/"), a));
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal((OutcomeKind.Complete, 120, 3), (outcome.Kind, outcome.Entries, outcome.Pages));
        Assert.Contains("\"next\"", run.Text(run.Stored[0]), StringComparison.Ordinal);
        Assert.Empty(foreign.Requests);
    }

    [Theory]
    [InlineData("https://elsewhere.test/v1/?refresh_token=The-Refresh-Token", "elsewhere.test")]
    [InlineData("//elsewhere.test/v1/", "elsewhere.test")]
    [InlineData("https://user:The-Refresh-Token@elsewhere.test/", "elsewhere.test")]
    [InlineData("https://The-Refresh-Token.elsewhere.test/", "***.elsewhere.test")]
    [InlineData("https://access-token-1.elsewhere.test/", "***.elsewhere.test")]
    [InlineData("https://ex\u00e4mple.test/", "xn--exmple-cua.test")]
    [InlineData("/v2/The-Refresh-Token", "spotify.test")]
    [InlineData("v2/The-Refresh-Token", "spotify.test")]
    [InlineData("data:The-Refresh-Token", "an address without a host")]
    [InlineData("http://[", "no address")]
    [InlineData(null, "no address")]
    public async Task The_reason_names_the_host_of_the_location_and_no_secret(string? location, string target)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 1));
        run.Parameters.Values[ScriptedRun.TokenParameter] = "The-Refresh-Token";
        run.Spotify.RefreshTokens.Add("The-Refresh-Token");
        run.Spotify.OnRequest = address =>
        {
            if (!address.Contains("/items", StringComparison.Ordinal))
            {
                return null;
            }

            var answer = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect)
            {
                // What would be taken for a page.
                Content = new ByteArrayContent(ScriptedRun.Playlist('A', 1).Page(0, 50)),
            };
            if (location is not null)
            {
                answer.Headers.TryAddWithoutValidation("Location", location);
            }

            return answer;
        };

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(
            (OutcomeKind.Failed, $"spotify.test answers 307 and points to {target}"), (outcome.Kind, outcome.Reason));
        Assert.DoesNotContain(
            run.Invocation.Lines, line => line.Contains("the-refresh-token", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, run.Spotify.Count("/items"));
        run.AssertSecret("The-Refresh-Token");
    }

    [Theory]
    [InlineData("https://elsewhere.test/v1/playlists/")]
    [InlineData("https://api.spotify.com.elsewhere.test/v1/")]
    [InlineData("https://api.spotify.com:444/v1/")]
    [InlineData("http://spotify.test:81/v1/")]
    [InlineData("https://accounts.spotify.com.elsewhere.test/api/token")]
    [InlineData("https://api.spotify.com/v1///elsewhere.test/items", "elsewhere.test")]
    [InlineData("https://api.spotify.com/v1/http://elsewhere.test/items", "elsewhere.test")]
    public async Task A_request_to_another_host_is_not_sent(string address, string? host = null)
    {
        using var transport = new ScriptedSpotify();
        using var rewriter = new HttpMessageInvoker(new AddressRewriter(
            new Uri("http://spotify.test/v1/"), new Uri("http://spotify.test/"), transport));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => rewriter.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{host ?? request.RequestUri!.Host} is ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(transport.Requests);
    }

    private static Func<HttpContext, Task> To(NotedServer foreign, int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = new Uri(
            foreign.ForeignAddress, $"{context.Request.Path}{context.Request.QueryString}").AbsoluteUri;
        return Task.CompletedTask;
    };

    private static Func<HttpContext, Task> Serve(params ScriptedPlaylist[] playlists) => Serve(null, playlists);

    /// <param name="next">The address below which the page names its next page; null if it names none.</param>
    private static Func<HttpContext, Task> Serve(Uri? next, params ScriptedPlaylist[] playlists) => context =>
    {
        var playlist = playlists.Single(
            one => context.Request.Path.Value!.Contains(one.Id, StringComparison.Ordinal));
        if (!context.Request.Path.Value!.EndsWith("/items", StringComparison.Ordinal))
        {
            return context.Response.WriteAsync(playlist.Description);
        }

        var (offset, limit) = (Number("offset"), Number("limit"));
        var link = next is null ? "" : $"\"next\":\"{next}playlists/{playlist.Id}/items?offset={offset + limit}\",";
        return context.Response.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{{{link}}"offset":{{offset}},"items":[{{playlist.Items(offset, limit)}}],"total":{{playlist.Entries}}}"""));

        int Number(string name) => int.Parse(context.Request.Query[name].Single()!, CultureInfo.InvariantCulture);
    };
}
