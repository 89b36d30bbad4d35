using SpotifyAPI.Web;
using Twin.Spotify.Http;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Spotify;

public sealed class SandboxSpotifyTests
{
    private const string Id = "0123456789abcdefABCDEF";

    [Theory]
    [InlineData(Era.Legacy, "tracks", 100, 100)]
    [InlineData(Era.Development2026, "items", 20, 50)]
    public async Task Pages_lead_to_one_another_until_all_entries_are_read(
        Era era,
        string endpoint,
        int defaultLimit,
        int maxLimit)
    {
        await using var user = await SandboxUser.StartAsync(era, SandboxUser.Numbered(203));
        await user.SignInAsync();

        var (_, first, _) = await user.GetAsync($"playlists/{Id}/{endpoint}");
        Assert.Equal(defaultLimit, first.GetProperty("limit").GetInt32());

        var api = user.Sandbox.ApiBaseAddress.AbsoluteUri;
        var numbers = new List<int>();
        string? next = $"playlists/{Id}/{endpoint}?limit={maxLimit}";
        while (next is not null)
        {
            var (status, page, _) = await user.GetAsync(next);
            Assert.Equal(200, status);
            Assert.Equal(203, page.GetProperty("total").GetInt32());
            Assert.Equal(numbers.Count, page.GetProperty("offset").GetInt32());
            Assert.Equal(numbers.Count == 0, page.GetProperty("previous").ValueKind == JsonValueKind.Null);
            numbers.AddRange(
                page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("n").GetInt32()));
            next = page.GetProperty("next").GetString();
            Assert.StartsWith(api, next ?? api, StringComparison.Ordinal);
        }

        Assert.Equal(Enumerable.Range(0, 203), numbers);
    }

    [Theory]
    [InlineData(Era.Legacy, "tracks", "track")]
    [InlineData(Era.Development2026, "items", "item")]
    public async Task A_whole_playlist_has_its_first_hundred_entries(Era era, string container, string key)
    {
        await using var user = await SandboxUser.StartAsync(era, SandboxUser.Numbered(120));
        await user.SignInAsync();

        var (status, playlist, text) = await user.GetAsync($"playlists/{Id}");

        Assert.Equal(200, status);
        Assert.Equal(Id, playlist.GetProperty("id").GetString());
        Assert.Equal("snapshot", playlist.GetProperty("snapshot_id").GetString());
        Assert.Equal("me", playlist.GetProperty("owner").GetProperty("id").GetString());
        Assert.Contains("""
            "name":"Numbered \ud83d"
            """.Trim(), text, StringComparison.Ordinal);
        var page = playlist.GetProperty(container);
        Assert.Equal(100, page.GetProperty("items").GetArrayLength());
        Assert.True(page.GetProperty("items")[0].TryGetProperty(key, out _));
        var (_, rest, _) = await user.GetAsync(page.GetProperty("next").GetString()!);
        Assert.Equal(20, rest.GetProperty("items").GetArrayLength());
        Assert.False(playlist.TryGetProperty(era == Era.Legacy ? "items" : "tracks", out _));
    }

    [Theory]
    [InlineData(Era.Legacy, "items", 404)]
    [InlineData(Era.Development2026, "tracks", 403)]
    public async Task The_other_eras_endpoint_is_refused(Era era, string endpoint, int status)
    {
        await using var user = await SandboxUser.StartAsync(era, SandboxUser.Numbered(1));
        await user.SignInAsync();

        var (answer, json, _) = await user.GetAsync($"playlists/{Id}/{endpoint}");

        Assert.Equal(status, answer);
        Assert.Equal(status, json.GetProperty("error").GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task In_development_mode_an_app_reads_a_playlist_but_not_its_entries()
    {
        await using var user = await SandboxUser.StartAsync(Era.Development2026, SandboxUser.Numbered(1));
        await user.SignInAsAppAsync();

        var (items, _, _) = await user.GetAsync($"playlists/{Id}/items");
        var (whole, playlist, _) = await user.GetAsync($"playlists/{Id}");

        Assert.Equal((403, 200), (items, whole));
        Assert.False(playlist.TryGetProperty("items", out _));
    }

    [Theory]
    [InlineData(PlaylistAccess.Member, false, 200, 200)]
    [InlineData(PlaylistAccess.Stranger, false, 200, 403)]
    [InlineData(PlaylistAccess.SpotifysOwn, false, 404, 404)]
    [InlineData(PlaylistAccess.Stranger, true, 200, 200)]
    [InlineData(PlaylistAccess.SpotifysOwn, true, 200, 200)]
    public async Task In_development_mode_entries_are_for_owners_and_collaborators(
        PlaylistAccess access,
        bool hasExtendedQuota,
        int whole,
        int entries)
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(1) with { Access = access }],
            HasExtendedQuota = hasExtendedQuota,
        });
        await user.SignInAsync();

        var (wholeStatus, playlist, _) = await user.GetAsync($"playlists/{Id}");
        var (entriesStatus, _, _) = await user.GetAsync($"playlists/{Id}/items");

        Assert.Equal((whole, entries), (wholeStatus, entriesStatus));
        Assert.Equal(entries == 200, playlist.TryGetProperty("items", out _));
    }

    [Fact]
    public async Task With_extended_quota_an_app_reads_entries()
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(3) with { Access = PlaylistAccess.Stranger }],
            HasExtendedQuota = true,
        });
        await user.SignInAsAppAsync();

        var (status, page, _) = await user.GetAsync($"playlists/{Id}/items");

        Assert.Equal((200, 3), (status, page.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData(RefreshTokenRotation.Never, null, 200)]
    [InlineData(RefreshTokenRotation.KeepsOld, "sandbox-refresh-token-1", 200)]
    [InlineData(RefreshTokenRotation.EndsOld, "sandbox-refresh-token-1", 400)]
    public async Task A_refresh_may_bring_a_new_refresh_token(RefreshTokenRotation rotation, string? next, int again)
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [],
            Rotation = rotation,
        });

        var (_, first) = await user.RefreshAsync("sandbox-refresh-token");
        var (status, second) = await user.RefreshAsync("sandbox-refresh-token");

        Assert.Equal(next, first.TryGetProperty("refresh_token", out var given) ? given.GetString() : null);
        Assert.Equal(again, status);
        if (again == 400)
        {
            Assert.Equal("invalid_grant", second.GetProperty("error").GetString());
            Assert.Equal("Refresh token revoked", second.GetProperty("error_description").GetString());
        }

        if (next is not null)
        {
            Assert.Equal(200, (await user.RefreshAsync(next)).Status);
        }
    }

    [Fact]
    public async Task Nobody_guesses_an_access_token_of_another_sandbox()
    {
        var options = new SandboxOptions { Content = _ => [] };
        await using var first = await SandboxUser.StartAsync(options);
        await using var second = await SandboxUser.StartAsync(options);

        var (_, one) = await first.RefreshAsync(options.RefreshToken);
        var (_, other) = await second.RefreshAsync(options.RefreshToken);

        Assert.NotEqual(one.GetProperty("access_token").GetString(), other.GetProperty("access_token").GetString());
    }

    [Fact]
    public async Task An_authorization_ends_however_young_the_refresh_token_is()
    {
        var clock = new FakeTimeProvider();
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [],
            Clock = clock,
            Rotation = RefreshTokenRotation.EndsOld,
            AuthorizedUntil = clock.GetUtcNow().AddMonths(6),
        });
        await user.RefreshAsync("sandbox-refresh-token");

        clock.SetUtcNow(clock.GetUtcNow().AddMonths(6).AddSeconds(-1));
        Assert.Equal(200, (await user.RefreshAsync("sandbox-refresh-token-1")).Status);
        clock.SetUtcNow(clock.GetUtcNow().AddSeconds(1));
        var (status, refusal) = await user.RefreshAsync("sandbox-refresh-token-2");

        Assert.Equal((400, "invalid_grant"), (status, refusal.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task In_the_legacy_era_an_app_reads_entries()
    {
        await using var user = await SandboxUser.StartAsync(Era.Legacy, SandboxUser.Numbered(1));
        await user.SignInAsAppAsync();

        var (status, page, _) = await user.GetAsync($"playlists/{Id}/tracks");

        Assert.Equal(200, status);
        Assert.Equal(1, page.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("playlists/AAAAAAAAAAAAAAAAAAAAAA", 404, "Resource not found")]
    [InlineData("playlists/AAAAAAAAAAAAAAAAAAAAAA/items", 404, "Resource not found")]
    [InlineData("me/albums", 404, "Service not found")]
    [InlineData("playlists/" + Id + "/items?limit=51", 400, "Invalid limit")]
    [InlineData("playlists/" + Id + "/items?limit=0", 400, "Invalid limit")]
    [InlineData("playlists/" + Id + "/items?limit=many", 400, "Invalid limit")]
    [InlineData("playlists/" + Id + "/items?offset=-1", 400, "Invalid offset")]
    [InlineData("playlists/" + Id + "/items?additional_types=song", 400, "Bad additional_types value")]
    [InlineData("playlists/" + Id + "/items?fields=items(", 400, "Invalid fields")]
    public async Task An_invalid_request_gets_an_error_in_Spotifys_form(string address, int status, string message)
    {
        await using var user = await SandboxUser.StartAsync(Era.Development2026, SandboxUser.Numbered(1));
        await user.SignInAsync();

        var (answer, json, _) = await user.GetAsync(address);

        Assert.Equal(status, answer);
        Assert.Equal(status, json.GetProperty("error").GetProperty("status").GetInt32());
        Assert.StartsWith(
            message,
            json.GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Era.Legacy, "tracks", 100, 200)]
    [InlineData(Era.Legacy, "tracks", 101, 400)]
    [InlineData(Era.Development2026, "items", 50, 200)]
    [InlineData(Era.Development2026, "items", 51, 400)]
    public async Task A_page_has_no_more_entries_than_its_era_allows(Era era, string endpoint, int limit, int status)
    {
        await using var user = await SandboxUser.StartAsync(era, SandboxUser.Numbered(120));
        await user.SignInAsync();

        var (answer, page, _) = await user.GetAsync($"playlists/{Id}/{endpoint}?limit={limit}&offset=120");

        Assert.Equal(status, answer);
        Assert.Equal(status == 200, page.TryGetProperty("items", out var items) && items.GetArrayLength() == 0);
    }

    [Fact]
    public async Task Without_a_valid_token_the_answer_is_401()
    {
        var clock = new FakeTimeProvider();
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(1)],
            Clock = clock,
        });

        Assert.Equal((401, "No token provided"), await Refusal());

        user.UseToken("made-up");
        Assert.Equal((401, "Invalid access token"), await Refusal());

        await user.SignInAsync();
        clock.Advance(TimeSpan.FromSeconds(3600));
        Assert.Equal((401, "The access token expired"), await Refusal());

        async Task<(int Status, string? Message)> Refusal()
        {
            var (status, json, _) = await user.GetAsync($"playlists/{Id}");
            return (status, json.GetProperty("error").GetProperty("message").GetString());
        }
    }

    [Theory]
    [InlineData("app:secret", "refresh_token", "token", null, null)]
    [InlineData("app:secret", "client_credentials", null, null, null)]
    [InlineData("app:wrong", "client_credentials", null, "invalid_client", "Invalid client secret")]
    [InlineData("other:secret", "client_credentials", null, "invalid_client", "Invalid client")]
    [InlineData("app:secret", "refresh_token", "dead", "invalid_grant", "Invalid refresh token")]
    [InlineData("app:secret", "refresh_token", null, "invalid_request", "refresh_token must be supplied")]
    [InlineData("app:secret", "password", null, "unsupported_grant_type", "grant_type parameter is missing")]
    public async Task Tokens_are_for_this_app_and_this_user(
        string app,
        string grantType,
        string? refreshToken,
        string? error,
        string? description)
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [],
            ClientId = "app",
            ClientSecret = "secret",
            RefreshToken = "token",
        });

        var (status, json) = refreshToken is null
            ? await user.TokenAsync(app, ("grant_type", grantType))
            : await user.TokenAsync(app, ("grant_type", grantType), ("refresh_token", refreshToken));

        if (error is null)
        {
            Assert.Equal(200, status);
            Assert.Equal("Bearer", json.GetProperty("token_type").GetString());
            Assert.Equal(3600, json.GetProperty("expires_in").GetInt32());
        }
        else
        {
            Assert.Equal(400, status);
            Assert.Equal(error, json.GetProperty("error").GetString());
            Assert.Equal(description, json.GetProperty("error_description").GetString());
        }
    }

    [Fact]
    public async Task Fields_narrow_pages_and_whole_playlists()
    {
        await using var user = await SandboxUser.StartAsync(Era.Development2026, SandboxUser.Numbered(2));
        await user.SignInAsync();

        var (_, _, page) = await user.GetAsync($"playlists/{Id}/items?fields=items(n),total");
        var (_, _, whole) = await user.GetAsync($"playlists/{Id}?fields=id,snapshot_id,owner.id,items.total");

        Assert.Equal("""{"items":[{"n":0},{"n":1}],"total":2}""", page);
        Assert.Equal(
            $$$"""{"id":"{{{Id}}}","owner":{"id":"me"},"snapshot_id":"snapshot","items":{"total":2}}""",
            whole);
    }

    [Fact]
    public async Task Another_day_has_other_playlists()
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = day => [SandboxUser.Numbered(day + 1)],
        });
        await user.SignInAsync();

        var (_, today, _) = await user.GetAsync($"playlists/{Id}/items");
        user.Sandbox.SetDay(1);
        var (_, tomorrow, _) = await user.GetAsync($"playlists/{Id}/items");

        Assert.Equal(1, today.GetProperty("total").GetInt32());
        Assert.Equal(2, tomorrow.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Two_playlists_with_one_id_are_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SandboxUser.StartAsync(
            Era.Legacy,
            SandboxUser.Numbered(1),
            SandboxUser.Numbered(2)));

    [Fact]
    public async Task Each_request_is_in_the_log_and_no_secret_is()
    {
        var answered = new List<SandboxRequest>();
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [SandboxUser.Numbered(1)],
            OnResponse = request =>
            {
                lock (answered)
                {
                    answered.Add(request);
                }
            },
        });
        await user.SignInAsync();
        await user.GetAsync($"playlists/{Id}/items?limit=5");
        await user.GetAsync($"playlists/{Id}/tracks");

        Assert.Equal(
            [
                ("POST", "/api/token", 200),
                ("GET", $"/v1/playlists/{Id}/items?limit=5", 200),
                ("GET", $"/v1/playlists/{Id}/tracks", 403),
            ],
            user.Sandbox.Requests.Select(request => (request.Method, request.PathAndQuery, request.Status)));
        Assert.Equal(user.Sandbox.Requests, answered);
        Assert.DoesNotContain("sandbox-", string.Join(' ', answered), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 30)]
    [InlineData(80, null)]
    public async Task The_latency_of_an_answer_includes_the_time_to_make_it(int making, int? wait)
    {
        var wall = new WaitlessClock();
        await using var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Content = _ => [],
            Latency = TimeSpan.FromMilliseconds(50),
            Wall = wall,
            OnResponse = _ => wall.Advance(TimeSpan.FromMilliseconds(making)),
        });

        await user.SignInAsync();

        Assert.Equal(wait, wall.Waits.SingleOrDefault()?.TotalMilliseconds);
    }

    [Fact]
    public async Task Ten_thousand_entries_are_served_like_ten()
    {
        await using var user = await SandboxUser.StartAsync(Era.Development2026, SandboxUser.Numbered(10_050));
        await user.SignInAsync();

        var read = 0;
        for (var offset = 0; offset < 10_050; offset += 50)
        {
            var (_, page, _) = await user.GetAsync($"playlists/{Id}/items?limit=50&offset={offset}");
            Assert.Equal(offset, page.GetProperty("items")[0].GetProperty("n").GetInt32());
            read += page.GetProperty("items").GetArrayLength();
        }

        Assert.Equal(10_050, read);
    }

    [Fact]
    public async Task Spotifys_client_library_reads_a_playlist_from_it()
    {
        await using var user = await SandboxUser.StartAsync(Era.Development2026, SandboxUser.Numbered(60));
        var (_, token) = await user.TokenAsync(
            "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59:sandbox-client-secret",
            ("grant_type", "refresh_token"),
            ("refresh_token", "sandbox-refresh-token"));
        var standard = SpotifyClientConfig.CreateDefault();
        var client = new SpotifyClient(new SpotifyClientConfig(
            user.Sandbox.ApiBaseAddress,
            new TokenAuthenticator(token.GetProperty("access_token").GetString()!, "Bearer"),
            standard.JSONSerializer,
            standard.HTTPClient,
            null,
            null,
            standard.DefaultPaginator));

        var page = await client.Playlists.GetPlaylistItems(
            Id,
            new PlaylistGetItemsRequest { Limit = 50, Offset = 50 },
            Cancel);
        var missing = await Assert.ThrowsAsync<APIException>(
            () => client.Playlists.Get("AAAAAAAAAAAAAAAAAAAAAA", Cancel));

        Assert.Equal((10, 60), (page.Items?.Count, page.Total));
        Assert.IsType<FullTrack>(page.Items![0].Item);
        Assert.Equal("Resource not found", missing.Message);
    }

    [Fact]
    public async Task It_listens_on_this_machine_only_and_stops_in_the_end()
    {
        var user = await SandboxUser.StartAsync(Era.Legacy, SandboxUser.Numbered(1));
        var address = user.Sandbox.ApiBaseAddress;
        await user.DisposeAsync();

        using var client = new HttpClient();
        Assert.Equal("127.0.0.1", address.Host);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(address, Cancel));
    }

    /// <summary>A clock that a test advances, and whose waits end at once.</summary>
    private sealed class WaitlessClock : TimeProvider
    {
        private long _now;

        public List<TimeSpan?> Waits { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
