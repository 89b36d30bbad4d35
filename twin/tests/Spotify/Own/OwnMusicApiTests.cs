using Twin.Spotify.Faults;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Spotify.Own;

/// <summary>The sandbox's answers below <c>me</c>. The contents of plays: RecentPlaysTests.</summary>
public sealed class OwnMusicApiTests
{
    private const string Chart = "me/top/tracks?time_range=short_term&limit=50";
    private const string Likes = "me/tracks?limit=50";

    [Theory]
    [InlineData(Era.Development2026, "account_id")]
    [InlineData(Era.Legacy, "followers")]
    public async Task The_user_has_the_id_that_owns_the_playlists(Era era, string field)
    {
        await using var user = await StartAsync(new SandboxOptions { Era = era, Content = _ => [] });

        var (_, me, _) = await user.GetAsync("me");

        Assert.Equal(DefaultOwner.Id, me.GetProperty("id").GetString());
        Assert.Equal(
            ["display_name", "external_urls", "href", "id", "type", "uri", "images", field],
            me.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("me/top/tracks", null, 20)]
    [InlineData("me/top/tracks?time_range=medium_term&limit=50", "medium_term", 50)]
    [InlineData(Chart, "short_term", 50)]
    [InlineData(Likes, null, 50)]
    public async Task Pages_of_an_own_list_lead_to_one_another(string address, string? range, int limit)
    {
        await using var user = await StartAsync(Options(120));

        List<int> numbers = [];
        for (string? next = address; next is not null;)
        {
            var (_, page, _) = await user.GetAsync(next);
            Assert.Equal((120, limit), (page.GetProperty("total").GetInt32(), page.GetProperty("limit").GetInt32()));
            numbers.AddRange(Numbers(page));
            next = page.GetProperty("next").GetString();
            Assert.True(range is null || next?.EndsWith($"&time_range={range}", StringComparison.Ordinal) != false);
        }

        Assert.Equal(Enumerable.Range(address == Chart ? 1000 : 0, 120), numbers);
    }

    [Theory]
    [InlineData(Era.Legacy, "\"popularity\":1,", "\"available_markets\":[],")]
    [InlineData(Era.Development2026, "", "")]
    public async Task Items_are_tracks_themselves_or_have_the_key_track_without_the_fields_that_the_era_removed(
        Era era, string ofTrack, string ofAlbum)
    {
        await using var user = await StartAsync(Options(1) with { Era = era });

        var (_, chart, _) = await user.GetAsync("me/top/tracks");
        var (_, likes, _) = await user.GetAsync("me/tracks");

        var track = $$$"""{"n":0,"type":"track",{{{ofTrack}}}"album":{{{{ofAlbum}}}"artists":[]}}""";
        Assert.Equal(track, chart.GetProperty("items")[0].GetRawText());
        Assert.Equal(Like(track), likes.GetProperty("items")[0].GetRawText());
    }

    [Theory]
    [InlineData(Era.Development2026, "items")]
    [InlineData(Era.Legacy, "tracks")]
    public async Task The_library_has_own_and_followed_playlists_and_says_who_owns_them(Era era, string container)
    {
        var hidden = Playlist('D', "spotify") with { Access = PlaylistAccess.SpotifysOwn };
        await using var user = await StartAsync(new SandboxOptions
        {
            Era = era,
            Content = _ =>
            [
                Playlist('A', DefaultOwner.Id),
                Playlist('B', "friend") with { IsCollaborative = true, Access = PlaylistAccess.Stranger },
                Playlist('C', "friend") with { IsInLibrary = false },
                hidden,
            ],
        });

        var (_, page, _) = await user.GetAsync("me/playlists?limit=50");
        var (status, _, _) = await user.GetAsync($"playlists/{new string('B', 22)}/{container}");

        var lists = page.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal((3, era == Era.Development2026 ? 403 : 200), (page.GetProperty("total").GetInt32(), status));
        Assert.Equal(era == Era.Development2026, lists[2].ValueKind == JsonValueKind.Null);
        Assert.Equal(
            [(DefaultOwner.Id, false), ("friend", true)],
            lists.Take(2).Select(list => (
                list.GetProperty("owner").GetProperty("id").GetString()!,
                list.GetProperty("collaborative").GetBoolean())));
        Assert.Equal("snapshot", lists[0].GetProperty("snapshot_id").GetString());
        Assert.Equal(2, lists[0].GetProperty(container).GetProperty("total").GetInt32());
        var (_, entries, _) = await user.GetAsync(lists[0].GetProperty(container).GetProperty("href").GetString()!);
        Assert.Equal(2, entries.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("ABC", SandboxPlaylist.PrivateScope, SandboxPlaylist.CollaborativeScope)]
    [InlineData("AB", SandboxPlaylist.PrivateScope)]
    [InlineData("AC", SandboxPlaylist.CollaborativeScope)]
    [InlineData("A")]
    public async Task Private_and_collaborative_playlists_need_their_scopes(string seen, params string[] scopes)
    {
        await using var user = await StartAsync(new SandboxOptions
        {
            Content = _ =>
            [
                Playlist('A', DefaultOwner.Id),
                Playlist('B', DefaultOwner.Id) with { IsPublic = false },
                Playlist('C', DefaultOwner.Id) with { IsCollaborative = true },
            ],
            Scopes = [.. scopes],
        });

        var (_, page, _) = await user.GetAsync("me/playlists");

        Assert.Equal(
            seen,
            string.Concat(page.GetProperty("items").EnumerateArray()
                .Select(list => list.GetProperty("id").GetString()![0])));
    }

    [Theory]
    [InlineData("me", 200)]
    [InlineData("me/playlists", 200)]
    [InlineData("me/top/tracks", 403)]
    [InlineData("me/tracks", 403)]
    [InlineData("me/player/recently-played", 403)]
    public async Task Only_a_user_who_has_agreed_is_answered(string address, int withoutScope)
    {
        await using var user = await StartAsync(Options(1) with { Scopes = [] });
        var (status, refusal, _) = await user.GetAsync(address);
        await user.SignInAsAppAsync();
        var (appStatus, appRefusal, _) = await user.GetAsync(address);

        Assert.Equal(withoutScope, status);
        Assert.True(status == 200 || Message(refusal) == "Insufficient client scope");
        Assert.Equal((401, "Valid user authentication required"), (appStatus, Message(appRefusal)));
    }

    [Theory]
    [InlineData("me/tracks?limit=51", "Invalid limit")]
    [InlineData("me/top/tracks?limit=0", "Invalid limit")]
    [InlineData("me/playlists?limit=51", "Invalid limit")]
    [InlineData("me/top/tracks?offset=-1", "Invalid offset")]
    [InlineData("me/top/tracks?time_range=short", "Invalid request")]
    public async Task An_invalid_parameter_is_refused_in_every_era(string address, string message)
    {
        await using var user = await StartAsync(Options(1) with { Era = Era.Legacy });

        var (status, refusal, _) = await user.GetAsync(address);

        Assert.Equal((400, message), (status, Message(refusal)));
    }

    [Theory]
    [InlineData(Chart, 1000)]
    [InlineData(Likes, 0)]
    public async Task A_list_that_shifts_while_it_is_read_has_the_days_content_in_the_end(string address, int first)
    {
        await using var user = await StartAsync(Options(120) with
        {
            Faults = new FaultPlan(new ConcurrentEdits((_, _) => 2)),
        });
        var (_, whole, _) = await user.GetAsync(address.Replace("50", "49", StringComparison.Ordinal));
        var (_, before, _) = await user.GetAsync(address);
        var (_, after, _) = await user.GetAsync(address);

        Assert.Equal(first, Numbers(whole)[0]);
        Assert.NotEqual(first, Numbers(before)[0]);
        Assert.Equal(Enumerable.Range(first, 50), Numbers(after));
        Assert.Equal(2, user.Sandbox.Requests.Count(request => request.Fault == "edit while paging"));
    }

    private static string? Message(JsonElement refusal) =>
        refusal.GetProperty("error").GetProperty("message").GetString();

    private static List<int> Numbers(JsonElement page) =>
    [
        .. page.GetProperty("items").EnumerateArray().Select(item =>
            (item.TryGetProperty("track", out var track) ? track : item).GetProperty("n").GetInt32()),
    ];

    private static SandboxPlaylist Playlist(char letter, string owner) =>
        SandboxUser.Numbered(2, new string(letter, 22)) with { OwnerId = owner };

    /// <summary>A user with likes and two charts of tracks, numbered from 0; the short one from 1,000.</summary>
    private static SandboxOptions Options(int tracks) => new()
    {
        Content = _ => [],
        Own = _ => new OwnMusic(
            new Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>
            {
                ["short_term"] = [.. Enumerable.Range(1000, tracks).Select(number => Json(Track(number)))],
                ["medium_term"] = [.. Enumerable.Range(0, tracks).Select(number => Json(Track(number)))],
            }.ToImmutableDictionary(),
            [
                .. Enumerable.Range(0, tracks).Select(number => Json(Like(Track(number)))),
            ]),
        Scopes = [OwnMusic.TopTracksScope, OwnMusic.SavedTracksScope],
    };

    private static string Like(string track) => $$"""{"added_at":"2026-01-01T00:00:00Z","track":{{track}}}""";

    private static string Track(int number) =>
        $$$"""{"n":{{{number}}},"type":"track","popularity":1,"album":{"available_markets":[],"artists":[]}}""";

    private static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<SandboxUser> StartAsync(SandboxOptions options)
    {
        var user = await SandboxUser.StartAsync(options);
        await user.SignInAsync();
        return user;
    }
}
