using System.Reflection;
using SpotifyAPI.Web;

namespace Tests.StandIns.SpotifyApi;

public sealed class PlaylistRequestTests
{
    private const string PlaylistId = "37i9dQZEVXbMDoHDwVN2tF";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_are_read_from_the_items_endpoint_with_both_types()
    {
        using var spotify = new ScriptedSpotify().Answer("""{"items":[]}""");

        await spotify.Client().Playlists.GetPlaylistItems(PlaylistId, Cancel);

        Assert.Equal(
            $"https://api.spotify.com/v1/playlists/{PlaylistId}/items?additional_types=track%2cepisode",
            Assert.Single(spotify.Requests).Address.AbsoluteUri);
    }

    [Fact]
    public async Task Limit_offset_market_and_fields_become_query_parameters()
    {
        using var spotify = new ScriptedSpotify().Answer("""{"items":[]}""");
        var request = new PlaylistGetItemsRequest(PlaylistGetItemsRequest.AdditionalTypes.Track)
        {
            Limit = 50,
            Offset = 100,
            Market = "DE",
            Fields = { "items(item(name,type))", "total" },
        };

        await spotify.Client().Playlists.GetPlaylistItems(PlaylistId, request, Cancel);

        var query = Assert.Single(spotify.Requests).Address.Query.TrimStart('?').Split('&');
        Assert.Equal(
            [
                "additional_types=track",
                "fields=items(item(name%2ctype))%2ctotal",
                "limit=50",
                "market=DE",
                "offset=100",
            ],
            query.Order(StringComparer.Ordinal));
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
    public async Task The_obsolete_method_asks_the_tracks_endpoint()
    {
        using var spotify = new ScriptedSpotify().Answer("""{"items":[]}""");

#pragma warning disable CS0618
        await spotify.Client().Playlists.GetItems(PlaylistId, Cancel);
#pragma warning restore CS0618

        Assert.Equal($"/v1/playlists/{PlaylistId}/tracks", Assert.Single(spotify.Requests).Address.AbsolutePath);
        Assert.All(
            typeof(IPlaylistsClient).GetMethods().Where(method => method.Name == "GetItems"),
            method => Assert.Equal(
                "Use GetPlaylistItems instead, which uses the new GET /playlists/{id}/items endpoint.",
                method.GetCustomAttribute<ObsoleteAttribute>()?.Message));
    }

    [Fact]
    public async Task An_empty_playlist_id_is_refused_before_anything_is_sent()
    {
        using var spotify = new ScriptedSpotify();

        await Assert.ThrowsAsync<ArgumentException>(
            () => spotify.Client().Playlists.GetPlaylistItems(string.Empty, Cancel));
        Assert.Empty(spotify.Requests);
    }

    [Fact]
    public async Task Pages_are_followed_along_next_until_it_is_null()
    {
        using var spotify = new ScriptedSpotify()
            .Answer(Page("first", "\"https://api.spotify.com/v1/playlists/x/items?offset=1&limit=1\""))
            .Answer(Page("second", "null"));
        var client = spotify.Client();

        var first = await client.Playlists.GetPlaylistItems(PlaylistId, Cancel);
        var all = await client.PaginateAll(first, cancellationToken: Cancel);

        Assert.Equal(["first", "second"], all.Select(entry => Assert.IsType<FullTrack>(entry.Item).Name));
        Assert.Equal("/v1/playlists/x/items?offset=1&limit=1", spotify.Requests[1].Address.PathAndQuery);
        Assert.Equal("Bearer a-token", spotify.Requests[1].Authorization);
    }

    private static string Page(string name, string next) =>
        $$$"""{"items":[{"item":{"type":"track","name":"{{{name}}}"}}],"next":{{{next}}}}""";
}
