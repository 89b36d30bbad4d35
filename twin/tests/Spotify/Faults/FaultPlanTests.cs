using Twin.Spotify.Faults;
using Twin.Spotify.Http;

namespace Twin.Tests.Spotify.Faults;

public sealed class FaultPlanTests
{
    private const string Id = "0123456789abcdefABCDEF";
    private const string Items = $"playlists/{Id}/items";

    [Fact]
    public async Task A_fault_has_a_first_request_and_a_number_of_repetitions()
    {
        await using var user = await StartAsync(new ScriptedFault(new ServerError(503)) { After = 2, Times = 3 });

        Assert.Equal([200, 200, 503, 503, 503, 200], await StatusesAsync(user, Items, 6));
        Assert.Equal([("503", 3)], Counts(user));
    }

    [Fact]
    public async Task A_fault_may_be_limited_to_a_kind_of_request_a_playlist_or_some_days()
    {
        const string Other = "ZZZZZZZZZZZZZZZZZZZZZZ";
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(1), SandboxUser.Numbered(1, Other)],
            Faults = new FaultPlan(
                new ScriptedFault(new ServerError(500))
                {
                    Kind = RequestKind.Playlist,
                    Playlist = Other,
                    FromDay = 1,
                    ToDay = 1,
                }),
        });
        await user.SignInAsync();

        Assert.Equal(200, await StatusAsync(user, $"playlists/{Other}"));
        user.Sandbox.SetDay(1);
        Assert.Equal(200, await StatusAsync(user, $"playlists/{Id}"));
        Assert.Equal(200, await StatusAsync(user, $"playlists/{Other}/items"));
        Assert.Equal(500, await StatusAsync(user, $"playlists/{Other}"));
        Assert.Equal(200, await StatusAsync(user, $"playlists/{Other}"));
    }

    [Fact]
    public async Task During_the_wait_of_a_429_every_request_gets_the_remaining_time()
    {
        var clock = new FakeTimeProvider();
        await using var user = await StartAsync(
            clock, new ScriptedFault(new TooManyRequests(TimeSpan.FromHours(3))) { After = 1 });

        Assert.Equal((200, null), await RetryAfterAsync(user, Items));
        Assert.Equal((429, 10_800), await RetryAfterAsync(user, Items));
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((429, 9_000), await RetryAfterAsync(user, $"playlists/{Id}"));
        clock.Advance(TimeSpan.FromMinutes(150));
        await user.SignInAsync();
        Assert.Equal((200, null), await RetryAfterAsync(user, Items));
        Assert.Equal([("429 while blocked", 1), ("429, long wait", 1)], Counts(user));
    }

    [Fact]
    public async Task A_wait_passes_on_the_stacks_clock_or_on_the_machines()
    {
        var (stack, wall) = (new FakeTimeProvider(), new FakeTimeProvider());
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(1)],
            Faults = new FaultPlan(
                new ScriptedFault(new TooManyRequests(TimeSpan.FromSeconds(2))),
                new ScriptedFault(new TooManyRequests(TimeSpan.FromHours(20)))),
            Clock = stack,
            Wall = wall,
        });
        await user.SignInAsync();

        Assert.Equal((429, 2), await RetryAfterAsync(user, Items));
        wall.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((429, 72_000), await RetryAfterAsync(user, Items));
        stack.Advance(TimeSpan.FromDays(1));
        await user.SignInAsync();
        Assert.Equal(200, await StatusAsync(user, Items));
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_may_answer_429_and_no_other_is_blocked()
    {
        await using var user = await StartAsync(new ScriptedFault(
            new TooManyRequests(TimeSpan.FromSeconds(30)) { Blocks = false })
        {
            Endpoint = "tracks",
            Times = int.MaxValue,
        });

        Assert.Equal((429, 30), await RetryAfterAsync(user, $"playlists/{Id}/tracks"));
        Assert.Equal((200, null), await RetryAfterAsync(user, Items));
        Assert.Equal((429, 30), await RetryAfterAsync(user, $"playlists/{Id}/tracks"));
    }

    [Theory]
    [InlineData(TooManyRequestsBody.RateLimit, """{"error":{"status":429,"message":"API rate limit exceeded"}}""")]
    [InlineData(
        TooManyRequestsBody.Quota,
        """{"error":{"status":429,"message":"Too many requests","reason":"QUOTA_EXCEEDED"}}""")]
    [InlineData(TooManyRequestsBody.Text, "Too many requests")]
    public async Task A_429_has_one_of_the_bodies_that_were_seen(TooManyRequestsBody body, string text)
    {
        await using var user = await StartAsync(
            new ScriptedFault(new TooManyRequests(TimeSpan.FromSeconds(1)) { Body = body, HasRetryAfter = false }));

        using var answer = await user.SendAsync(Items);

        Assert.Equal(text, await TextAsync(answer));
        Assert.Null(answer.Headers.RetryAfter);
        Assert.Equal(
            body == TooManyRequestsBody.Text ? "text/plain" : "application/json",
            answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task A_connection_is_cut_before_or_within_the_answer(double after)
    {
        await using var user = await StartAsync(new ScriptedFault(new ConnectionReset(after)));

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var answer = await user.SendAsync(Items);
            await TextAsync(answer);
        });

        Assert.Equal(200, await StatusAsync(user, Items));
        Assert.Equal([after == 0 ? 0 : 200, 200], user.Sandbox.Requests.Skip(1).Select(request => request.Status));
    }

    [Fact]
    public async Task A_truncated_body_has_status_200()
    {
        await using var user = await StartAsync(new ScriptedFault(new TruncatedBody(0.5)));

        using var answer = await user.SendAsync(Items);
        var text = await TextAsync(answer);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(answer.Content.Headers.ContentLength, text.Length);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));
    }

    [Fact]
    public async Task A_web_page_comes_instead_of_the_answer()
    {
        await using var user = await StartAsync(new ScriptedFault(new WrongContentType()));

        using var answer = await user.SendAsync(Items);

        Assert.Equal((200, "text/html"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_missing_answer_blocks_only_its_own_client()
    {
        await using var user = await StartAsync(new ScriptedFault(new SlowResponse(Timeout.InfiniteTimeSpan)));

        var never = user.SendAsync(Items);
        while (user.Sandbox.Requests.Count < 2)
        {
            await Task.Yield();
        }

        Assert.Equal(200, await StatusAsync(user, Items));

        Assert.False(never.IsCompleted);
        Assert.Equal([("no answer", 1)], Counts(user));
    }

    [Fact]
    public async Task Half_of_a_body_comes_and_the_rest_comes_late()
    {
        await using var user = await StartAsync(
            new ScriptedFault(new SlowResponse(Timeout.InfiniteTimeSpan) { WithinBody = true }),
            new ScriptedFault(new SlowResponse(TimeSpan.FromMilliseconds(1)) { WithinBody = true }));

        using var never = await user.SendAsync(Items);
        Assert.Equal(200, (int)never.StatusCode);
        using var late = await user.SendAsync(Items);
        using var whole = await user.SendAsync(Items);

        Assert.Equal(await TextAsync(whole), await TextAsync(late));
        Assert.False(TextAsync(never).IsCompleted);
    }

    [Fact]
    public async Task A_request_during_the_wait_may_extend_it()
    {
        var clock = new FakeTimeProvider();
        await using var user = await StartAsync(
            clock,
            new ScriptedFault(new TooManyRequests(TimeSpan.FromSeconds(60)) { Extension = TimeSpan.FromSeconds(10) }));

        Assert.Equal((429, 60), await RetryAfterAsync(user, Items));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal((429, 50), await RetryAfterAsync(user, Items));
        Assert.Equal((429, 60), await RetryAfterAsync(user, Items));
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((200, null), await RetryAfterAsync(user, Items));
    }

    [Fact]
    public async Task Too_many_requests_within_the_window_are_refused_until_it_has_room()
    {
        var clock = new FakeTimeProvider();
        await using var user = await StartAsync(clock, new RollingWindowLimit { Requests = 3 });

        Assert.Equal((200, null), await RetryAfterAsync(user, Items));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([200, 200], await StatusesAsync(user, Items, 2));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((429, 15), await RetryAfterAsync(user, Items));
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal([200, 429], await StatusesAsync(user, Items, 2));
    }

    [Fact]
    public async Task Parallel_requests_are_counted()
    {
        await using var user = await StartAsync(
            new ScriptedFault(new SlowResponse(Timeout.InfiniteTimeSpan)) { Times = 2 });

        _ = user.SendAsync(Items);
        _ = user.SendAsync(Items);
        while (user.Sandbox.Requests.Count < 3)
        {
            await Task.Yield();
        }

        await user.SendAsync(Items);
        Assert.Equal(3, user.Sandbox.MaxInFlight);
    }

    [Fact]
    public async Task A_missing_subscription_is_reported_in_plain_text()
    {
        await using var user = await StartAsync(new ScriptedFault(new Forbidden(ForbiddenReason.Premium)));

        using var answer = await user.SendAsync(Items);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.StartsWith(
            "Active premium subscription required for the owner of the app.",
            await TextAsync(answer),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_authorization_is_invalid_grant()
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [],
            Faults = new FaultPlan(
                new ScriptedFault(new InvalidGrant("Refresh token expired")) { Kind = RequestKind.Token }),
        });

        var (status, json) = await user.RefreshAsync("sandbox-refresh-token");

        Assert.Equal((400, "invalid_grant"), (status, json.GetProperty("error").GetString()));
        Assert.Equal("Refresh token expired", json.GetProperty("error_description").GetString());
    }

    [Theory]
    [InlineData("error-401-expired", 401)]
    [InlineData("error-403-notowner", 403)]
    [InlineData("error-404-playlist", 404)]
    [InlineData("error-404-playlist", 429)]
    [InlineData("error-404-playlist", 500)]
    public async Task Error_bodies_have_the_shape_of_real_ones_field_for_field(string capture, int status)
    {
        await using var user = await StartAsync(new ScriptedFault(status switch
        {
            401 => new Unauthorized(),
            403 => new Forbidden(ForbiddenReason.NotOwned),
            404 => new NotFound(),
            429 => new TooManyRequests(TimeSpan.FromSeconds(1)),
            _ => new ServerError(status),
        }));
        var real = JsonSerializer.Deserialize<JsonElement>(Captures.Read(capture));

        var (answered, made, _) = await user.GetAsync(Items);

        Assert.Equal(status, answered);
        Assert.Equal(Shape(real), Shape(made));
        Assert.Equal(status, made.GetProperty("error").GetProperty("status").GetInt32());
        if (status is 401 or 404)
        {
            Assert.Equal(
                real.GetProperty("error").GetProperty("message").GetString(),
                made.GetProperty("error").GetProperty("message").GetString());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    public async Task A_playlist_that_is_edited_during_a_reading_has_the_days_content_in_the_end(int entries)
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(entries)],
            Faults = new FaultPlan(new ConcurrentEdits(Id, edits: 2)),
        });
        await user.SignInAsync();
        var snapshots = new List<string?> { await SnapshotAsync(user) };

        Assert.Equal(snapshots[0], await SnapshotAsync(user));
        for (var page = 0; page < 2; page++)
        {
            await user.GetAsync(Items);
            snapshots.Add(await SnapshotAsync(user));
        }

        var (_, last, _) = await user.GetAsync($"{Items}?limit=50");
        Assert.Equal(snapshots[^1], await SnapshotAsync(user));
        Assert.Equal(3, snapshots.Distinct().Count());
        Assert.Equal("snapshot", snapshots[^1]);
        Assert.Equal(entries, last.GetProperty("total").GetInt32());
        Assert.Equal(
            Enumerable.Range(0, Math.Min(50, entries)),
            last.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("n").GetInt32()));
        Assert.Equal([("edit while paging", 2)], Counts(user));
    }

    [Fact]
    public async Task An_edit_changes_what_the_pages_hold()
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(60)],
            Faults = new FaultPlan(new ConcurrentEdits(Id, edits: 1)),
        });
        await user.SignInAsync();

        var (_, before, _) = await user.GetAsync(Items);
        var (_, after, _) = await user.GetAsync(Items);

        Assert.Equal((59, 60), (before.GetProperty("total").GetInt32(), after.GetProperty("total").GetInt32()));
        Assert.NotEqual(before.GetProperty("items").ToString(), after.GetProperty("items").ToString());
    }

    [Fact]
    public async Task An_unstable_snapshot_id_changes_with_each_request()
    {
        await using var user = await StartAsync(new UnstableSnapshotId(Id));

        var snapshots = new HashSet<string?>();
        for (var i = 0; i < 3; i++)
        {
            snapshots.Add(await SnapshotAsync(user));
        }

        Assert.Equal(3, snapshots.Count);
    }

    private static Task<SandboxUser> StartAsync(params FaultSource[] faults) => StartAsync(TimeProvider.System, faults);

    private static async Task<SandboxUser> StartAsync(TimeProvider clock, params FaultSource[] faults)
    {
        var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(5)],
            Faults = new FaultPlan([.. faults]),
            Clock = clock,
            Wall = clock,
        });
        await user.SignInAsync();
        return user;
    }

    private static async Task<int> StatusAsync(SandboxUser user, string address)
    {
        using var answer = await user.SendAsync(address);
        return (int)answer.StatusCode;
    }

    private static async Task<List<int>> StatusesAsync(SandboxUser user, string address, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add(await StatusAsync(user, address));
        }

        return statuses;
    }

    private static async Task<(int Status, double? Seconds)> RetryAfterAsync(SandboxUser user, string address)
    {
        using var answer = await user.SendAsync(address);
        return ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta?.TotalSeconds);
    }

    private static async Task<string?> SnapshotAsync(SandboxUser user)
    {
        var (_, playlist, _) = await user.GetAsync($"playlists/{Id}?fields=snapshot_id");
        return playlist.GetProperty("snapshot_id").GetString();
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    private static IEnumerable<(string, int)> Counts(SandboxUser user) => user.Sandbox.Requests
        .Where(request => request.Fault is not null)
        .GroupBy(request => request.Fault!)
        .Select(group => (group.Key, group.Count()))
        .Order();

    private static string Shape(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? $"{{{string.Join(',', json.EnumerateObject().Select(member => $"{member.Name}:{Shape(member.Value)}"))}}}"
        : json.ValueKind.ToString();
}
