using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

public class PlaylistsClient(IAPIConnector connector) : APIClient(connector), IPlaylistsClient
{
    private const string TracksIsGone =
        "This endpoint (GET /playlists/{id}/tracks) has been removed. Use GetPlaylistItems instead, which uses the "
        + "new GET /playlists/{id}/items endpoint.";

    [Obsolete(TracksIsGone)]
    public Task<Paging<PlaylistTrack<IPlayableItem>>> GetItems(string playlistId, CancellationToken cancel = default) =>
        GetItems(playlistId, new PlaylistGetItemsRequest(), cancel);

    [Obsolete(TracksIsGone)]
    public Task<Paging<PlaylistTrack<IPlayableItem>>> GetItems(
        string playlistId,
        PlaylistGetItemsRequest request,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNullOrEmptyString(playlistId, nameof(playlistId));
        Ensure.ArgumentNotNull(request, nameof(request));

        var tracks = SpotifyUrls.PlaylistTracks(playlistId);
        return API.Get<Paging<PlaylistTrack<IPlayableItem>>>(tracks, request.BuildQueryParams(), cancel);
    }

    public Task<FullPlaylist> Get(string playlistId, CancellationToken cancel = default) =>
        Get(playlistId, new PlaylistGetRequest(), cancel);

    public Task<FullPlaylist> Get(string playlistId, PlaylistGetRequest request, CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNullOrEmptyString(playlistId, nameof(playlistId));
        Ensure.ArgumentNotNull(request, nameof(request));

        return API.Get<FullPlaylist>(SpotifyUrls.Playlist(playlistId), request.BuildQueryParams(), cancel);
    }

    public Task<Paging<PlaylistTrack<IPlayableItem>>> GetPlaylistItems(
        string playlistId,
        CancellationToken cancel = default) =>
        GetPlaylistItems(playlistId, new PlaylistGetItemsRequest(), cancel);

    public Task<Paging<PlaylistTrack<IPlayableItem>>> GetPlaylistItems(
        string playlistId,
        PlaylistGetItemsRequest request,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNullOrEmptyString(playlistId, nameof(playlistId));
        Ensure.ArgumentNotNull(request, nameof(request));

        var items = SpotifyUrls.PlaylistItems(playlistId);
        return API.Get<Paging<PlaylistTrack<IPlayableItem>>>(items, request.BuildQueryParams(), cancel);
    }
}
