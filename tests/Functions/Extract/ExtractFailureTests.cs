namespace Tests.Functions.Extract;

public sealed class ExtractFailureTests
{
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);

    private const string TooMany = """{"error":{"status":429,"message":"Too many requests"}}""";

    [Fact]
    public async Task A_revoked_refresh_token_ends_the_run_after_one_attempt()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('B', 1)]);
        run.Parameters.Values[ExtractRun.TokenParameter] = "revoked-token";

        var failure = await run.FailAsync([A, B]);

        Assert.All(
            failure.Report.Playlists, playlist => Assert.Equal("authorization expired", playlist.Outcome));
        Assert.Equal(["/api/token"], run.Spotify.Requests);
        Assert.Contains("dotnet dev.cs login --stack NAME", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "Active premium subscription required for the owner of the app", OutcomeKind.PremiumRequired)]
    [InlineData(403, "Forbidden", OutcomeKind.NotOwned)]
    [InlineData(404, "Resource not found", OutcomeKind.NotFound)]
    [InlineData(401, "The access token expired", OutcomeKind.Failed)]
    [InlineData(400, "Invalid base62 id", OutcomeKind.Failed)]
    public async Task A_refusal_is_classified_by_its_status_and_words(int status, string message, OutcomeKind kind)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/playlists/", status, JsonSerializer.Serialize(new { error = new { status, message } }));

        var outcome = await (kind == OutcomeKind.Failed ? run.FailAsync(A) : run.RefuseAsync(A));

        Assert.Equal((kind, $"Spotify answers {status}: {message}"), (outcome.Kind, outcome.Reason));
        Assert.NotEmpty(outcome.Advice!);
    }

    [Theory]
    [InlineData("Active premium subscription required for the owner of the app.", OutcomeKind.PremiumRequired,
        "Spotify answers 403: Active premium subscription required for the owner of the app.")]
    [InlineData("<html>\n  <title>Forbidden</title>\n</html>", OutcomeKind.NotOwned,
        "Spotify answers 403: <html> <title>Forbidden</title> </html>")]
    [InlineData("", OutcomeKind.NotOwned, "Spotify answers 403: without a word why")]
    public async Task A_refusal_in_plain_text_is_read_as_well(string text, OutcomeKind kind, string reason)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/playlists/", 403, text);

        var outcome = await run.RefuseAsync(A);

        Assert.Equal((kind, reason), (outcome.Kind, outcome.Reason));
    }

    [Fact]
    public async Task A_wrong_client_secret_is_reported()
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
    public async Task The_more_specific_of_two_refusals_is_reported(int items, int tracks, OutcomeKind kind)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", items);
        run.Spotify.On("/tracks", tracks, retryAfter: "86400");

        Assert.Equal(kind, (await run.RefuseAsync(A)).Kind);
    }

    [Theory]
    [InlineData("/api/token")]
    [InlineData("/playlists/AAAAAAAAAAAAAAAAAAAAAA?")]
    [InlineData("/items")]
    public async Task Any_request_is_repeated_after_a_transient_failure(string where)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 60)]);
        run.Spotify.On(where, 500, times: 1);
        run.Spotify.On(where, 503, times: 1);
        run.Spotify.On(where, (_, _) => throw new HttpRequestException("connection refused"), times: 1);
        run.Spotify.On(where, 429, retryAfter: "7", times: 1);

        Assert.Equal(60, Assert.Single((await run.RunAsync(A)).Playlists).Entries);
        Assert.Equal([4], run.Output.GetValues(LakeMetrics.ApiRetries));
        var waits = run.Time.Waits.ToList();
        Assert.True(waits.Remove(TimeSpan.FromSeconds(7)));
        Assert.Equal(3, waits.Count(wait => wait.TotalSeconds is >= 0.25 and <= 2 && wait != TimeSpan.FromSeconds(1)));
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
    public async Task A_request_is_sent_five_times_at_most()
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
    public async Task An_unreachable_server_is_reported()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", (_, _) => throw new HttpRequestException("connection refused"));

        var outcome = await run.FailAsync(A);

        Assert.Equal((OutcomeKind.Failed, "connection refused"), (outcome.Kind, outcome.Reason));
    }

    [Theory]
    [InlineData("86400")]
    [InlineData("Sun, 22 Nov 2026 06:03:00 GMT")]
    public async Task After_a_long_block_the_run_succeeds_and_sends_no_more_requests(string retryAfter)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('B', 1)]);
        run.Spotify.On("/playlists/", 429, TooMany, retryAfter);

        var report = await run.RunAsync(A, B);

        Assert.All(report.Playlists, playlist =>
        {
            Assert.Equal(
                ("waiting until 2026-11-22T06:03:00Z", "2026-11-22T06:03:00Z",
                    "Spotify asks to wait 86400 s, which is longer than this run has"),
                (playlist.Outcome, playlist.WaitingUntil, playlist.Reason));
            Assert.Contains("goes on from what is stored", playlist.Advice, StringComparison.Ordinal);
        });
        // Those that were on their way already.
        Assert.InRange(
            run.Spotify.Requests.Count(request => request.Contains("/playlists/", StringComparison.Ordinal)), 1, 2);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData(null)]
    public async Task A_block_without_a_length_is_waited_for_a_few_times_only(string? retryAfter)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/playlists/", 429, TooMany, retryAfter);

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal(
            (OutcomeKind.Waiting, "Spotify answers 429 again and again"), (outcome.Kind, outcome.Reason));
        Assert.Equal(RetryingHandler.MaxAttempts + 1, run.Spotify.Requests.Count);
    }

    [Fact]
    public async Task During_a_block_later_runs_send_no_requests()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", 429, TooMany, "86400", times: 1);
        await run.RunAsync(A);
        run.Spotify.Requests.Clear();

        run.Time.Advance(TimeSpan.FromHours(12));
        var meanwhile = Assert.Single(
            (await run.RunAsync(new ScheduledEvent(ExtractRun.FiredAt.AddHours(12)), A)).Playlists);

        Assert.Equal("waiting until 2026-11-22T06:03:00Z", meanwhile.Outcome);
        Assert.Empty(run.Spotify.Requests);

        run.Time.Advance(TimeSpan.FromHours(12));
        var after = await run.RunAsync(new ScheduledEvent(ExtractRun.FiredAt.AddHours(24)), A);
        Assert.Equal(OutcomeKind.Complete, Assert.Single(after.Playlists).Kind);
        Assert.DoesNotContain("blocked_until", run.Text(StateZone.Extract), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_that_ends_soon_is_waited_for_before_the_first_request()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.S3[ExtractRun.Raw, StateZone.Extract] =
            """{"schema_version":1,"blocked_until":"2026-11-21T06:03:40Z"}"""u8.ToArray();

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        Assert.Equal(TimeSpan.FromSeconds(40), run.Time.Waits[0]);
    }

    [Fact]
    public async Task A_replayed_event_stores_a_block_by_its_own_time()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", 429, TooMany, "86400", times: 1);
        var day = new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);

        var first = await run.RunAsync(new ScheduledEvent(day), A);
        var same = await run.RunAsync(new ScheduledEvent(day.AddHours(23)), A);
        var next = await run.RunAsync(new ScheduledEvent(day.AddHours(25)), A);

        Assert.Equal(
            ["waiting until 2026-11-02T06:00:00Z", "waiting until 2026-11-02T06:00:00Z", "complete"],
            [.. new[] { first, same, next }.Select(report => Assert.Single(report.Playlists).Outcome)]);
    }

    [Fact]
    public async Task A_token_that_Spotify_refuses_is_replaced_once()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);
        run.Spotify.On("offset=50", 401, """{"error":{"status":401,"message":"Invalid access token"}}""", times: 1);

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await run.RunAsync(A)).Playlists).Kind);
        Assert.Equal(2, run.Spotify.Requests.Count(request => request == "/api/token"));
        Assert.Equal(
            2,
            run.Spotify.Authorizations.Distinct().Count(sent => sent.StartsWith("Bearer ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_not_replaced_a_second_time_if_Spotify_refuses_each()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", 401, """{"error":{"status":401,"message":"Invalid access token"}}""");

        Assert.Equal(OutcomeKind.Failed, (await run.FailAsync(A)).Kind);
        Assert.Equal(2, run.Spotify.Requests.Count(request => request == "/api/token"));
        Assert.Equal(2, run.Spotify.Requests.Count(request => request.Contains("/items", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"items":[{},""")]
    [InlineData("")]
    [InlineData("<html>Something went wrong</html>")]
    public async Task An_incomplete_answer_is_requested_again(string body)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);
        run.Spotify.On("/playlists/AAAAAAAAAAAAAAAAAAAAAA?", 200, body, times: 2);
        run.Spotify.On("offset=50", 200, body, times: 2);

        Assert.Equal(51, Assert.Single((await run.RunAsync(A)).Playlists).Entries);
        Assert.Equal([4], run.Output.GetValues(LakeMetrics.ApiRetries));
    }

    [Fact]
    public async Task Repeating_ends_for_the_whole_run_when_its_budget_is_spent()
    {
        await using var run = await ExtractRun.StartAsync([]);
        run.Spotify.On("/playlists/", 502);

        await run.FailAsync([.. Enumerable.Range(0, 40).Select(i => $"{i:D22}")]);

        var requests = run.Spotify.Requests.Count;
        Assert.InRange(
            requests - 41,
            RetryBudget.MinCount,
            RetryBudget.MinCount + (requests / RetryBudget.RequestsPerRepetition));
    }

    [Fact]
    public async Task An_invocation_that_runs_out_of_time_reports_it_before_Lambda_ends_it()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", async (_, cancellationToken) =>
        {
            run.Time.Advance(TimeSpan.FromMinutes(15));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("Nobody waits that long.");
        });

        var outcome = await run.FailAsync(A);

        Assert.Equal((OutcomeKind.Failed, "the time of the invocation ran out"), (outcome.Kind, outcome.Reason));
        Assert.StartsWith("Nothing at all was read.", outcome.Advice, StringComparison.Ordinal);
    }
}
