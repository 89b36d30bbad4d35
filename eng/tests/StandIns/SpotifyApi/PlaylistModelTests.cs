using SpotifyAPI.Web;

namespace Eng.Tests.StandIns.SpotifyApi;

public sealed class PlaylistModelTests
{
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    [Fact]
    public async Task An_entry_is_a_track_or_an_episode_by_its_type()
    {
        var track = await OnlyEntry("""{"item":{"type":"track","id":"t1"}}""");
        var episode = await OnlyEntry("""{"item":{"type":"episode","id":"e1","track":false},"track":true}""");

        Assert.IsType<FullTrack>(track.Item);
        Assert.IsType<FullEpisode>(episode.Item);
    }

    [Theory]
    [InlineData("""{"added_at":null,"item":null}""")]
    [InlineData("""{"item":true}""")]
    [InlineData("{}")]
    public async Task The_item_of_an_entry_may_be_null(string json) => Assert.Null((await OnlyEntry(json)).Item);

    [Fact]
    public async Task An_unknown_type_loses_the_whole_page()
    {
        using var spotify = new ScriptedSpotify().Answer(
            """{"items":[{"item":{"type":"track","id":"t1"}},{"item":{"type":"audiobook","id":"x"}}]}""");

        var failure = await Assert.ThrowsAsync<APIException>(
            () => spotify.Client().Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel));

        Assert.Contains("audiobook", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_playlist_has_its_name_its_owner_and_its_snapshot()
    {
        var playlist = await Playlist(
            """{"id":"p","name":"Ein \"Lied\"","owner":{"id":"me","display_name":"Me"},"snapshot_id":"s1","new":{}}""");

        Assert.Equal(("Ein \"Lied\"", "me", "s1"), (playlist.Name, playlist.Owner?.Id, playlist.SnapshotId));
    }

    [Fact]
    public async Task Missing_fields_of_a_playlist_are_null()
    {
        var playlist = await Playlist("""{"id":"p","name":null}""");

        Assert.Null(playlist.Name);
        Assert.Null(playlist.Owner);
        Assert.Null(playlist.SnapshotId);
    }

    [Fact]
    public async Task A_lone_surrogate_in_a_name_is_lost() =>
        Assert.Equal("half \ufffd", (await Playlist("""{"name":"half \ud83d"}""")).Name);

    private static async Task<PlaylistTrack<IPlayableItem>> OnlyEntry(string json)
    {
        using var spotify = new ScriptedSpotify().Answer($$"""{"items":[{{json}}]}""");
        var page = await spotify.Client().Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel);
        return Assert.Single(page.Items!);
    }

    private static async Task<FullPlaylist> Playlist(string json)
    {
        using var spotify = new ScriptedSpotify().Answer(json);
        return await spotify.Client().Playlists.Get(PlaylistId, Cancel);
    }
}
