namespace SpotifyAPI.Web;

public interface IPlaylistsClient
{
    [Obsolete("Use GetPlaylistItems instead, which uses the new GET /playlists/{id}/items endpoint.")]
    Task<Paging<PlaylistTrack<IPlayableItem>>> GetItems(string playlistId, CancellationToken cancel = default);

    [Obsolete("Use GetPlaylistItems instead, which uses the new GET /playlists/{id}/items endpoint.")]
    Task<Paging<PlaylistTrack<IPlayableItem>>> GetItems(
        string playlistId,
        PlaylistGetItemsRequest request,
        CancellationToken cancel = default);

    Task<FullPlaylist> Get(string playlistId, CancellationToken cancel = default);

    Task<FullPlaylist> Get(string playlistId, PlaylistGetRequest request, CancellationToken cancel = default);

    Task<Paging<PlaylistTrack<IPlayableItem>>> GetPlaylistItems(
        string playlistId,
        CancellationToken cancel = default);

    Task<Paging<PlaylistTrack<IPlayableItem>>> GetPlaylistItems(
        string playlistId,
        PlaylistGetItemsRequest request,
        CancellationToken cancel = default);
}
