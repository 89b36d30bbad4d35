namespace SpotifyAPI.Web;

public class PlaylistsClient(IAPIConnector connector) : APIClient(connector), IPlaylistsClient
{
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
        PlaylistGetItemsRequest request,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNullOrEmptyString(playlistId, nameof(playlistId));
        Ensure.ArgumentNotNull(request, nameof(request));

        var items = SpotifyUrls.PlaylistItems(playlistId);
        return API.Get<Paging<PlaylistTrack<IPlayableItem>>>(items, request.BuildQueryParams(), cancel);
    }
}
