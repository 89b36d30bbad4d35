using System.Text.Json;
using Functions.Extract;
using Local.Spotify;

namespace Tests.Functions.Extract;

public sealed class ExtractFailureTests
{
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);

    [Fact]
    public async Task A_dead_refresh_token_ends_the_run_after_one_attempt()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('B', 1)]);
        run.Parameters.Values[ExtractRun.TokenParameter] = "revoked-token";

        var failure = await run.FailAsync([A, B]);

        Assert.All(
            failure.Report.Playlists, playlist => Assert.Equal("authorization expired", playlist.Outcome));
        Assert.Equal(["/api/token"], run.Spotify.Requests);
        Assert.Contains("Authorize the app again", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "Active premium subscription required for the owner of the app", OutcomeKind.PremiumRequired)]
    [InlineData(403, "Forbidden", OutcomeKind.NotOwned)]
    [InlineData(404, "Resource not found", OutcomeKind.NotFound)]
    [InlineData(401, "The access token expired", OutcomeKind.Failed)]
    [InlineData(400, "Invalid base62 id", OutcomeKind.Failed)]
    public async Task A_refusal_is_classified_by_what_Spotify_says(int status, string message, OutcomeKind kind)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/playlists/", status, JsonSerializer.Serialize(new { error = new { status, message } }));

        var outcome = await run.FailAsync(A);

        Assert.Equal((kind, $"Spotify answers {status}: {message}"), (outcome.Kind, outcome.Reason));
        Assert.NotEmpty(outcome.Advice!);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_as_such()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values[ExtractRun.SecretParameter] = "wrong";

        var outcome = await run.FailAsync(A);

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.Contains("invalid_client", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("client secret", outcome.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, 404, OutcomeKind.NotOwned)]
    [InlineData(404, 403, OutcomeKind.NotOwned)]
    [InlineData(404, 404, OutcomeKind.NotFound)]
    [InlineData(403, 429, OutcomeKind.NotOwned)]
    [InlineData(403, 410, OutcomeKind.NotOwned)]
    public async Task Of_two_endpoints_that_refuse_the_more_telling_one_counts(int items, int tracks, OutcomeKind kind)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", items);
        run.Spotify.On("/tracks", tracks, retryAfter: "86400");

        Assert.Equal(kind, (await run.FailAsync(A)).Kind);
    }

    [Theory]
    [InlineData("/api/token")]
    [InlineData("/playlists/AAAAAAAAAAAAAAAAAAAAAA?")]
    [InlineData("/items")]
    public async Task A_stumble_anywhere_is_overcome_by_asking_again(string where)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 60)]);
        run.Spotify.On(where, 500, times: 1);
        run.Spotify.On(where, 503, times: 1);
        run.Spotify.On(where, (_, _) => throw new HttpRequestException("connection refused"), times: 1);
        run.Spotify.On(where, 429, retryAfter: "7", times: 1);

        Assert.Equal(60, Assert.Single((await run.RunAsync(A)).Playlists).Entries);
        Assert.Equal(4, run.Time.Waits.Count);
        Assert.Equal(TimeSpan.FromSeconds(7), run.Time.Waits[3]);
        Assert.All(run.Time.Waits.Take(3), wait => Assert.InRange(wait.TotalSeconds, 0.25, 2));
    }

    [Fact]
    public async Task A_request_that_is_never_answered_is_sent_again()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On(
            "/items",
            async (_, cancellationToken) =>
            {
                run.Time.Advance(RetryingHandler.AttemptTimeout);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                throw new InvalidOperationException("Nobody waits that long.");
            },
            times: 1);

        Assert.Equal(1, Assert.Single((await run.RunAsync(A)).Playlists).Entries);
    }

    [Fact]
    public async Task Asking_again_has_an_end()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", 502);

        var outcome = await run.FailAsync(A);

        Assert.Equal((OutcomeKind.Failed, "Spotify answers 502: without a word why"), (outcome.Kind, outcome.Reason));
        Assert.Equal(
            RetryingHandler.MaxAttempts,
            run.Spotify.Requests.Count(request => request.Contains("/items", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_as_such()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", (_, _) => throw new HttpRequestException("connection refused"));

        var outcome = await run.FailAsync(A);

        Assert.Equal((OutcomeKind.Failed, "connection refused"), (outcome.Kind, outcome.Reason));
    }

    [Theory]
    [InlineData("86400", "Spotify asks to wait 86400 s")]
    [InlineData("Sun, 22 Nov 2026 06:03:00 GMT", "Spotify asks to wait 86400 s")]
    [InlineData("soon", "Spotify answers 429 again and again")]
    [InlineData(null, "Spotify answers 429 again and again")]
    public async Task A_long_block_ends_the_run_and_nothing_more_is_asked(string? retryAfter, string reason)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('B', 1)]);
        run.Spotify.On(
            $"/playlists/{A}", 429, """{"error":{"status":429,"message":"Too many requests"}}""", retryAfter);

        var failure = await run.FailAsync([A, B]);

        Assert.All(failure.Report.Playlists, playlist =>
        {
            Assert.Equal("rate limited", playlist.Outcome);
            Assert.StartsWith(reason, playlist.Reason, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(run.Spotify.Requests, request => request.Contains(B, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_that_the_invocation_has_no_time_for_is_not_begun()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", (_, _) =>
        {
            run.Invocation.RemainingTime = TimeSpan.FromSeconds(50);
            return Task.FromResult(Interference.Answer(429, "", retryAfter: "45"));
        });

        Assert.Equal(OutcomeKind.RateLimited, (await run.FailAsync(A)).Kind);
        Assert.Empty(run.Time.Waits);
    }

    [Fact]
    public async Task An_invocation_without_time_says_so_before_Lambda_ends_it()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", async (_, cancellationToken) =>
        {
            run.Time.Advance(TimeSpan.FromMinutes(15));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("Nobody waits that long.");
        });

        Assert.Equal("the time of the invocation ran out", (await run.FailAsync(A)).Reason);
    }
}
