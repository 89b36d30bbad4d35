using SpotifyAPI.Web;

namespace Tests.StandIns.SpotifyApi;

public sealed class PlaylistModelTests
{
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_track_is_read_with_its_album_and_artists()
    {
        var entry = await OnlyEntry(
            """
            {"added_at":"2024-05-10T22:00:00Z","added_by":{"id":"curator"},"is_local":false,"item":{
              "type":"track","id":"t1","name":"Ein \"Lied\"","duration_ms":1234.0,"explicit":true,"disc_number":1,
              "track_number":7,"artists":[{"id":"a1","name":"One"},{"id":"a2","name":"Two"}],
              "album":{"id":"b1","album_type":"single","release_date":"1999","release_date_precision":"year",
                "total_tracks":3,"images":[{"height":null,"width":64,"url":"https://i/1"}]},
              "external_urls":{"spotify":"https://open.spotify.com/track/t1"},"unknown_field":{"x":1}}}
            """);

        var track = Assert.IsType<FullTrack>(entry.Item);
        Assert.Null(entry.Track);
        Assert.Equal(new DateTime(2024, 5, 10, 22, 0, 0, DateTimeKind.Utc), entry.AddedAt);
        Assert.Equal("curator", entry.AddedBy.Id);
        Assert.Equal(ItemType.Track, track.Type);
        Assert.Equal("Ein \"Lied\"", track.Name);
        Assert.Equal(1234, track.DurationMs);
        Assert.True(track.Explicit);
        Assert.Equal((1, 7), (track.DiscNumber, track.TrackNumber));
        Assert.Equal(["a1", "a2"], track.Artists.Select(artist => artist.Id));
        Assert.Equal(("b1", "1999", "year", 3), (
            track.Album.Id,
            track.Album.ReleaseDate,
            track.Album.ReleaseDatePrecision,
            track.Album.TotalTracks));
        Assert.Equal((0, 64), (track.Album.Images[0].Height, track.Album.Images[0].Width));
        Assert.Equal("https://open.spotify.com/track/t1", track.ExternalUrls["spotify"]);
    }

    [Fact]
    public async Task An_entry_of_the_earlier_shape_has_its_track()
    {
        var entry = await OnlyEntry("""{"track":{"type":"track","id":"t1"}}""");

        Assert.Equal("t1", Assert.IsType<FullTrack>(entry.Track).Id);
        Assert.Null(entry.Item);
    }

    [Fact]
    public async Task An_episode_is_an_episode_and_a_boolean_track_is_nothing()
    {
        var entry = await OnlyEntry(
            """
            {"item":{"type":"episode","id":"e1","name":"Talk","track":false,"resume_point":{"fully_played":true},
              "show":{"name":"The Show"}},"track":true}
            """);

        var episode = Assert.IsType<FullEpisode>(entry.Item);
        Assert.Equal(("e1", "The Show", true), (episode.Id, episode.Show.Name, episode.ResumePoint.FullyPlayed));
        Assert.Null(entry.Track);
    }

    [Fact]
    public async Task Null_stays_null_and_an_absent_popularity_is_zero()
    {
        var missing = await OnlyEntry("""{"added_at":null,"item":null}""");
        var local = await OnlyEntry(
            """{"is_local":true,"item":{"type":"track","id":null,"is_local":true,"album":{"id":null,"name":"A"}}}""");

        Assert.Null(missing.Item);
        Assert.Null(missing.AddedAt);
        var track = Assert.IsType<FullTrack>(local.Item);
        Assert.Null(track.Id);
        Assert.Null(track.Album.Id);
#pragma warning disable CS0618
        Assert.Equal(0, track.Popularity);
#pragma warning restore CS0618
    }

    [Fact]
    public async Task An_unknown_type_loses_the_whole_page()
    {
        using var spotify = new ScriptedSpotify().Answer(
            """{"items":[{"item":{"type":"track","id":"t1"}},{"item":{"type":"audiobook","id":"x"}}]}""");

        var failure = await Assert.ThrowsAsync<APIException>(
            () => spotify.Client().Playlists.GetPlaylistItems(PlaylistId, Cancel));

        Assert.Contains("audiobook", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lone_surrogate_in_a_name_is_lost()
    {
        var entry = await OnlyEntry("""{"item":{"type":"track","name":"half \ud83d"}}""");

        Assert.Equal("half \ufffd", Assert.IsType<FullTrack>(entry.Item).Name);
    }

    [Fact]
    public async Task A_whole_playlist_has_tracks_or_items_as_Spotify_sends_them()
    {
        using var spotify = new ScriptedSpotify()
            .Answer("""{"id":"p","name":"Old","tracks":{"items":[],"total":7,"limit":100}}""")
            .Answer("""{"id":"p","owner":{"id":"me","display_name":"Me"},"items":{"items":[],"total":0}}""")
            .Answer("""{"id":"p","name":"Another's"}""");
        var client = spotify.Client();

        var old = await client.Playlists.Get(PlaylistId, Cancel);
        var current = await client.Playlists.Get(PlaylistId, Cancel);
        var foreign = await client.Playlists.Get(PlaylistId, Cancel);

        Assert.Null(old.Items);
        Assert.Null(foreign.Items);
        Assert.Equal(0, current.Items?.Total);
        Assert.Equal("Me", current.Owner?.DisplayName);
#pragma warning disable CS0618
        Assert.Equal((7, 100), (old.Tracks?.Total, old.Tracks?.Limit));
        Assert.Null(current.Tracks);
#pragma warning restore CS0618
    }

    private static async Task<PlaylistTrack<IPlayableItem>> OnlyEntry(string json)
    {
        using var spotify = new ScriptedSpotify().Answer($$"""{"items":[{{json}}]}""");
        var page = await spotify.Client().Playlists.GetPlaylistItems(PlaylistId, Cancel);
        return Assert.Single(page.Items!);
    }
}
