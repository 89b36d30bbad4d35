using SpotifyAPI.Web;

namespace Eng.Tests.StandIns.SpotifyApi;

public sealed class PlaylistRequestTests
{
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    [Fact]
    public async Task Items_are_read_from_the_items_endpoint_with_both_types()
    {
        using var spotify = new ScriptedSpotify().Answer("""{"items":[]}""");

        await spotify.Client().Playlists.GetPlaylistItems(PlaylistId, new PlaylistGetItemsRequest(), Cancel);

        Assert.Equal(
            $"https://api.spotify.com/v1/playlists/{PlaylistId}/items?additional_types=track%2cepisode",
            Assert.Single(spotify.Requests).Address.AbsoluteUri);
    }

    [Fact]
    public async Task Limit_and_offset_become_query_parameters()
    {
        using var spotify = new ScriptedSpotify().Answer("""{"items":[]}""");
        var request = new PlaylistGetItemsRequest(PlaylistGetItemsRequest.AdditionalTypes.Track)
        {
            Limit = 50,
            Offset = 100,
        };

        await spotify.Client().Playlists.GetPlaylistItems(PlaylistId, request, Cancel);

        var query = Assert.Single(spotify.Requests).Address.Query.TrimStart('?').Split('&');
        Assert.Equal(["additional_types=track", "limit=50", "offset=100"], query.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_playlist_is_read_with_the_fields_asked_for()
    {
        using var spotify = new ScriptedSpotify().Answer("""{"id":"x","snapshot_id":"s1"}""");

        var playlist = await spotify.Client().Playlists.Get(
            PlaylistId,
            new PlaylistGetRequest { Fields = { "id", "snapshot_id" } },
            Cancel);

        var request = Assert.Single(spotify.Requests);
        Assert.Equal($"/v1/playlists/{PlaylistId}", request.Address.AbsolutePath);
        Assert.Contains("fields=id%2csnapshot_id", request.Address.Query, StringComparison.Ordinal);
        Assert.Equal("s1", playlist.SnapshotId);
    }

    [Fact]
    public async Task An_empty_playlist_id_is_refused_before_anything_is_sent()
    {
        using var spotify = new ScriptedSpotify();

        await Assert.ThrowsAsync<ArgumentException>(
            () => spotify.Client().Playlists.GetPlaylistItems(string.Empty, new PlaylistGetItemsRequest(), Cancel));
        Assert.Empty(spotify.Requests);
    }
}
