using System.Collections.Concurrent;
using Infra.Settings;
using Twin.Spotify.Own;
using Twin.Tests.Spotify;

namespace Twin.Tests.Host;

public sealed class LiveRunTests
{
    private static readonly SandboxOptions Spotify = new()
    {
        Content = SandboxContent.Create(TestRun.Small with { PlaylistCount = 2 }, new DateOnly(2026, 11, 1)).Playlists,
        ClientSecret = "live-client-secret-5d1c",
        RefreshToken = "live-refresh-token-77ab",
        Own = _ => OwnMusic.None with
        {
            SavedTracks = ["{\"added_at\":\"2026-10-01T10:00:00Z\",\"track\":{\"name\":\"x\"}}"u8.ToArray()],
        },
        Scopes = ["playlist-read-private", "user-library-read"],
    };

    [Fact]
    public async Task The_named_sources_are_read_once_with_todays_date()
    {
        await using var user = await SandboxUser.StartAsync(Spotify);
        var playlist = Spotify.Content(0)[1];
        var before = TimeProvider.System.GetUtcNow();

        using var run = await TestRun.RunAsync(Live(user, "liked", playlist.Id) with { Until = RunStage.Transform });

        Assert.Empty(run.Record.Failures);
        Assert.Equal(
            [("liked", "Liked songs", 1, "complete"), (playlist.Id, playlist.Name, 3, "complete")],
            run.Record.Playlists.Select(record => (record.Id, record.Name, record.Entries!.Value, record.Outcome)));
        var day = Path.GetFileName(Assert.Single(Directory.GetDirectories(
            Path.Combine(run.Folder, "s3", "spotify-dev-raw", "raw", $"playlist_id={playlist.Id}"))));
        string[] days = [DayOf(before), DayOf(TimeProvider.System.GetUtcNow())];
        Assert.Contains(day, days);
    }

    [Fact]
    public async Task Without_a_named_playlist_those_of_the_configuration_are_read()
    {
        // A playlist that this sandbox does not have.
        await using var user = await SandboxUser.StartAsync(Spotify);

        using var run = await TestRun.RunAsync(Live(user) with
        {
            Until = RunStage.Extract,
            Settings = [KeyValuePair.Create(KnownSettings.Playlists.Key, "3cEYpjA9oz9GiPac4AsH4n")],
        });

        var record = Assert.Single(run.Record.Playlists);
        Assert.Equal(("3cEYpjA9oz9GiPac4AsH4n", "not found"), (record.Id, record.Outcome));
        Assert.NotEmpty(run.Record.Failures);
    }

    [Theory]
    [InlineData("mine is", "")]
    [InlineData("liked, top-tracks:short:200 are", "liked 3cEYpjA9oz9GiPac4AsH4n top-tracks:short:200")]
    public async Task Without_a_user_own_sources_are_refused_by_name(string named, string sources)
    {
        await using var user = await SandboxUser.StartAsync(Spotify);
        var options = Live(user, sources.Split(' ', StringSplitOptions.RemoveEmptyEntries), refreshToken: "") with
        {
            Settings = [KeyValuePair.Create(KnownSettings.Playlists.Key, "mine")],
        };

        var refused = await Assert.ThrowsAsync<InputException>(() => TestRun.RunAsync(options));

        Assert.StartsWith(
            $"SPOTIFY_REFRESH_TOKEN is empty, and {named} a user's own.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_and_no_line_of_a_run_holds_a_secret()
    {
        await using var user = await SandboxUser.StartAsync(Spotify);

        using var run = await TestRun.RunAsync(Live(user, Spotify.Content(0)[0].Id));

        AssertNoSecretIn(run, Spotify.RefreshToken);
    }

    [Fact]
    public async Task A_new_refresh_token_is_announced_without_its_value()
    {
        await using var user = await SandboxUser.StartAsync(Spotify with { Rotation = RefreshTokenRotation.EndsOld });
        var warnings = new ConcurrentQueue<string>();

        using var run = await TestRun.RunAsync(
            Live(user, Spotify.Content(0)[0].Id) with { Until = RunStage.Transform },
            onEntry: entry =>
            {
                if (entry.Kind == TimelineEntryKind.Warning)
                {
                    warnings.Enqueue(entry.Text);
                }
            });

        Assert.Contains(
            warnings, warning => warning.StartsWith("Spotify gave a new refresh token", StringComparison.Ordinal));
        Assert.Empty(run.Record.Failures);
        AssertNoSecretIn(run, Spotify.RefreshToken);
    }

    [Fact]
    public async Task An_ended_refresh_token_is_reported_without_its_value()
    {
        const string Ended = "ended-refresh-token-90ce";
        await using var user = await SandboxUser.StartAsync(Spotify);

        using var run = await TestRun.RunAsync(
            Live(user, [Spotify.Content(0)[0].Id], Ended) with { Until = RunStage.Extract });

        Assert.Equal("authorization expired", Assert.Single(run.Record.Playlists).Outcome);
        AssertNoSecretIn(run, Ended);
    }

    private static void AssertNoSecretIn(TestRun run, string refreshToken)
    {
        var files = Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == StackRecord.FileName);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (var secret in new[] { Spotify.ClientSecret, refreshToken, "sandbox-user-token" })
            {
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{file} holds {secret}");
            }
        }
    }

    private static string DayOf(DateTimeOffset time) =>
        $"snapshot_date={time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static RunOptions Live(SandboxUser user, params string[] playlists) =>
        Live(user, playlists, Spotify.RefreshToken);

    private static RunOptions Live(SandboxUser user, string[] playlists, string refreshToken) => TestRun.Small with
    {
        Live = new LiveOptions(Spotify.ClientId, Spotify.ClientSecret, refreshToken, [.. playlists])
        {
            BaseAddresses = (user.Sandbox.ApiBaseAddress, user.Sandbox.AccountsBaseAddress),
        },
    };
}
