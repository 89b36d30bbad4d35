namespace Tests.Functions.Extract;

/// <summary>No secret and no token is in the log, in the metrics or in the exception, whatever the failure.</summary>
public sealed class SecrecyTests
{
    private static readonly string A = new('A', 22);

    [Theory]
    [InlineData(ExtractRun.SecretParameter, "invalid_client")]
    [InlineData(ExtractRun.TokenParameter, "invalid_grant")]
    public async Task Credentials_that_Spotify_refuses_are_not_disclosed(string parameter, string reason)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values[parameter] = "refused+secret/of=somebody";

        Assert.Contains(reason, await FailAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_failure_of_a_playlist_does_not_disclose_the_token()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('B', 1)]);

        await run.RefuseAsync(A);

        var told = string.Join('\n', [.. run.Invocation.Lines, .. run.Output.Lines]);
        Assert.Contains("not found", told, StringComparison.Ordinal);
        Assert.All(
            run.Spotify.Authorizations,
            sent => Assert.DoesNotContain(sent.Split(' ')[1], told, StringComparison.Ordinal));
        Assert.Contains(run.Spotify.Authorizations, sent => sent.StartsWith("Bearer ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/token")]
    [InlineData("/playlists/")]
    [InlineData("/items")]
    public async Task Secrets_that_a_service_repeats_are_not_disclosed(string where)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values[ExtractRun.SecretParameter] += "\n";
        if (where == "/api/token")
        {
            run.Parameters.Values[ExtractRun.TokenParameter] = "a/token+that=forms-escape";
        }

        run.Spotify.On(where, async (request, cancellationToken) =>
        {
            var form = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            var repeated = $"{request.Headers.Authorization} {form} {string.Join(' ', Secrets(run))}";
            return Interference.Answer(400, where == "/api/token"
                ? JsonSerializer.Serialize(new { error = repeated })
                : JsonSerializer.Serialize(new { error = new { status = 400, message = repeated } }));
        });

        Assert.Contains("*** ***", await FailAsync(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_where_the_reason_is_cut_is_not_disclosed_in_part(bool isJson)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        const string secret = "0123456789abcdefghijklmnopqrstuvwxyz";
        run.Parameters.Values[ExtractRun.TokenParameter] = secret;
        var length = 200;
        run.Spotify.On("/api/token", (_, _) =>
        {
            var words = new string('-', length) + secret + new string('-', 50_000);
            return Task.FromResult(Interference.Answer(
                400, isJson ? JsonSerializer.Serialize(new { error = words }) : words));
        });

        for (; length < 600; length += 20)
        {
            var told = await FailAsync(run);

            Assert.DoesNotContain(secret[..10], told, StringComparison.Ordinal);
            Assert.InRange(told.Length, 1, 20_000);
            run.Invocation.Lines.Clear();
        }
    }

    [Fact]
    public async Task A_token_in_the_message_of_a_failed_transport_is_not_disclosed()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On(
            "/items",
            (request, _) => throw new HttpRequestException($"cannot send {request.Headers.Authorization}"));

        Assert.Contains("cannot send Bearer ***", await FailAsync(run), StringComparison.Ordinal);
    }

    /// <summary>The log, the metrics and the exception of a failing run.</summary>
    private static async Task<string> FailAsync(ExtractRun run)
    {
        var failure = await run.FailAsync([A]);
        var told = string.Join('\n', [failure.ToString(), .. run.Invocation.Lines, .. run.Output.Lines]);
        Assert.NotEmpty(run.Spotify.Authorizations);
        Assert.All(
            [.. Secrets(run), .. run.Spotify.Authorizations.Select(sent => sent.Split(' ')[1])],
            secret =>
            {
                Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
                Assert.DoesNotContain(Uri.EscapeDataString(secret), told, StringComparison.Ordinal);
            });
        return told;
    }

    private static IEnumerable<string> Secrets(ExtractRun run) =>
        run.Parameters.Values.Values.Select(secret => secret.Trim()).Except([ExtractEnvironment.NothingGiven]);
}
