namespace SpotifyAPI.Web;

public interface IPlaylistsClient
{
    Task<FullPlaylist> Get(string playlistId, CancellationToken cancel = default);

    Task<FullPlaylist> Get(string playlistId, PlaylistGetRequest request, CancellationToken cancel = default);

    Task<Paging<PlaylistTrack<IPlayableItem>>> GetPlaylistItems(
        string playlistId,
        PlaylistGetItemsRequest request,
        CancellationToken cancel = default);
}
