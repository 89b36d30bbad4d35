using Twin.Spotify.Playlists;

namespace Tests.Functions.Extract;

/// <summary><c>mine</c> is the playlists that the user owns or collaborates on, which each run finds.</summary>
public sealed class MineTests
{
    private const string Mine = "mine";
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);
    private static readonly string C = new('C', 22);
    private static readonly string D = new('D', 22);

    [Fact]
    public async Task All_that_the_user_owns_or_collaborates_on_is_read_once()
    {
        await using var own = await StartAsync();
        own.Library.AddRange(
        [
            Playlist('A'),
            Playlist('B', owner: "friend", isShared: true),
            Playlist('C', owner: "stranger"),
            Playlist('D'),
            Playlist('E', owner: "spotify") with { Access = PlaylistAccess.SpotifysOwn, IsCollaborative = true },
        ]);

        var outcomes = await own.RunAsync(0, "liked", Mine, D, $"spotify:playlist:{D}", Mine);

        Assert.Equal(["liked", A, B, D], outcomes.Select(outcome => outcome.Playlist));
        Assert.All(outcomes, outcome => Assert.Equal(OutcomeKind.Complete, outcome.Kind));
        var requests = own.TakeRequests();
        Assert.Single(requests, "me");
        Assert.Single(requests, "me/playlists?limit=50&offset=0");
        Assert.Equal(
            3, requests.Count(request => request.Contains("/items?", StringComparison.Ordinal)));
        Assert.Equal([4], own.Run.Output.GetValues(LakeMetrics.PlaylistsSettled));
    }

    [Fact]
    public async Task A_found_playlist_that_Spotify_refuses_is_skipped_and_a_given_one_is_refused()
    {
        await using var own = await StartAsync();
        own.Library.AddRange(
        [
            Playlist('A'),
            .. "BCD".Select(letter =>
                Playlist(letter, "friend", isShared: true) with { Access = PlaylistAccess.Stranger }),
        ]);
        own.Run.Spotify.On(C, 404);

        var outcomes = await own.RunAsync(0, Mine, D);

        Assert.Equal(
            [(A, "complete"), (B, "skipped"), (C, "skipped"), (D, "not owned")],
            outcomes.Select(outcome => (outcome.Playlist, outcome.Outcome)));
        Assert.Equal("Spotify answers 403: Forbidden", outcomes[1].Reason);
        Assert.All(outcomes, outcome => Assert.False(outcome.IsFailure));
        Assert.Equal([0], own.Run.Output.GetValues(LakeMetrics.SnapshotsFailed));
        Assert.Equal([4], own.Run.Output.GetValues(LakeMetrics.PlaylistsSettled));
        Assert.Equal([1], own.Run.Output.GetValues(LakeMetrics.PlaylistsRefused));
    }

    [Fact]
    public async Task Beyond_the_limit_those_of_the_last_run_stay_and_owned_ones_come_first()
    {
        await using var own = await StartAsync();
        own.Run.MineLimit = 2;
        own.Library.AddRange([Playlist('A', "friend", isShared: true), Playlist('B')]);
        Assert.Equal([A, B], (await own.RunAsync(0, Mine)).Select(outcome => outcome.Playlist));
        own.Library.InsertRange(0, [Playlist('C'), Playlist('D', "friend", isShared: true)]);

        var capped = await own.RunAsync(1, Mine);
        own.Library.RemoveAll(playlist => playlist.Id == A);
        var left = await own.RunAsync(2, Mine);

        Assert.Equal([A, B, Mine], capped.Select(outcome => outcome.Playlist));
        Assert.Equal(
            ("capped", 4, "4 playlists found, 2 of them are read"),
            (capped[2].Outcome, capped[2].Entries, capped[2].Reason));
        Assert.Contains("mineLimit", capped[2].Advice, StringComparison.Ordinal);
        Assert.Equal([B, C, Mine], left.Select(outcome => outcome.Playlist));
        Assert.Equal([0, 0, 0], own.Run.Output.GetValues(LakeMetrics.SnapshotsFailed));
        Assert.Equal([2, 2, 2], own.Run.Output.GetValues(LakeMetrics.PlaylistsSettled));
        Assert.Equal([0, 0, 0], own.Run.Output.GetValues(LakeMetrics.PlaylistsRefused));
    }

    [Fact]
    public async Task The_limit_is_for_playlists_that_are_not_given_and_a_skipped_one_comes_last()
    {
        await using var own = await StartAsync();
        own.Run.MineLimit = 1;
        own.Library.AddRange(
        [
            Playlist('A'),
            Playlist('B', "friend", isShared: true) with { Access = PlaylistAccess.Stranger },
            Playlist('C', "friend", isShared: true),
        ]);

        var within = await own.RunAsync(0, A, C, Mine);
        var beyond = await own.RunAsync(1, A, Mine);

        Assert.Equal([(A, "complete"), (C, "complete"), (B, "skipped")], within.Select(Told));
        Assert.Equal([(A, "unchanged"), (C, "unchanged"), (Mine, "capped")], beyond.Select(Told));

        static (string, string) Told(PlaylistOutcome outcome) => (outcome.Playlist, outcome.Outcome);
    }

    [Fact]
    public async Task A_user_without_playlists_is_a_warning()
    {
        await using var own = await StartAsync();

        var outcome = Assert.Single(await own.RunAsync(0, Mine));

        Assert.Equal((Mine, "skipped", 0), (outcome.Playlist, outcome.Outcome, outcome.Entries));
        Assert.Equal([1], own.Run.Output.GetValues(LakeMetrics.PlaylistsSettled));
    }

    [Fact]
    public async Task Without_a_scope_of_mine_the_public_playlists_are_read_and_the_run_fails()
    {
        await using var own = await OwnRun.StartAsync(scopes: "user-library-read", isForMine: false);
        own.Library.AddRange([Playlist('A'), Playlist('B') with { IsPublic = false }]);

        var outcomes = await own.RunAsync(0, Mine);

        Assert.Equal([(A, "complete"), (Mine, "failed")], outcomes.Select(found => (found.Playlist, found.Outcome)));
        Assert.StartsWith("the user has agreed to user-library-read only", outcomes[1].Reason, default);
        Assert.Contains("dotnet dev.cs login", outcomes[1].Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pages_of_the_library_are_read_and_odd_elements_are_passed_over()
    {
        await using var own = await StartAsync();
        own.Library.AddRange(Enumerable.Range(0, 30).Select(i => Playlist('A') with { Id = $"{i:D22}" }));
        var first = string.Join(',', Enumerable.Range(0, 15).Select(i => Element($"\"{i:D22}\"")));
        var odd = $"null,7,{{}},{Element("5")},{Element("\"liked\"")}";
        own.Run.Spotify.On("me/playlists?limit=50&offset=0", 200, Page(""), times: 2);
        own.Run.Spotify.On("me/playlists?limit=50&offset=0", 200, Page($"{first},{odd}"));
        own.Run.Spotify.On("me/playlists?limit=50&offset=50", 200, Page(""), times: 3);

        var outcomes = await own.RunAsync(0, Mine);

        Assert.Equal(Enumerable.Range(0, 15).Select(i => $"{i:D22}"), outcomes.Select(outcome => outcome.Playlist));

        static string Page(string items) => $$"""{"items":[{{items}}],"total":70,"limit":50}""";
        static string Element(string id) => $$$"""{"id":{{{id}}},"owner":{"id":"sandbox"},"collaborative":null}""";
    }

    [Theory]
    [InlineData(403, "Insufficient client scope", "failed", "me/playlists, which mine in the setting playlists reads, "
        + "needs the scopes playlist-read-private and playlist-read-collaborative. Let the user agree again: dotnet")]
    [InlineData(200, "", "failed", "the next run tries again")]
    [InlineData(429, "Too many", "waiting until 2026-11-22T06:03:00Z", "Nothing: the first run after that")]
    public async Task Without_its_playlists_mine_has_an_outcome_and_the_others_are_read(
        int status, string words, string outcome, string advice)
    {
        await using var own = await StartAsync();
        own.Library.Add(Playlist('A'));
        own.Run.Spotify.On(
            "me/playlists",
            status,
            $$$"""{"error":{"status":{{{status}}},"message":"{{{words}}}"},"items":[],"total":9}""",
            status == 429 ? "86400" : null);

        var outcomes = await own.RunAsync(0, Mine, A);

        Assert.Equal([A, Mine], outcomes.Select(found => found.Playlist));
        Assert.Equal(status == 429 ? OutcomeKind.Waiting : OutcomeKind.Complete, outcomes[0].Kind);
        Assert.Equal(outcome, outcomes[1].Outcome);
        Assert.Contains(advice, outcomes[1].Advice, StringComparison.Ordinal);
        Assert.Equal([status == 429 ? 0 : 1], own.Run.Output.GetValues(LakeMetrics.SnapshotsFailed));
    }

    private static Task<OwnRun> StartAsync() => OwnRun.StartAsync(likes: 1);

    private static SandboxPlaylist Playlist(char letter, string owner = DefaultOwner.Id, bool isShared = false) =>
        ExtractRun.Playlist(letter, 1) with { OwnerId = owner, IsCollaborative = isShared };
}
