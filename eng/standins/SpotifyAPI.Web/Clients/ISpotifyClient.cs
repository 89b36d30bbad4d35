using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

public interface ISpotifyClient
{
    IPaginator DefaultPaginator { get; }

    IPlaylistsClient Playlists { get; }

    IResponse? LastResponse { get; }

    Task<IList<T>> PaginateAll<T>(
        IPaginatable<T> firstPage,
        IPaginator? paginator = default!,
        CancellationToken cancellationToken = default);

    IAsyncEnumerable<T> Paginate<T>(
        IPaginatable<T> firstPage,
        IPaginator? paginator = default!,
        CancellationToken cancel = default);

    Task<Paging<T>> NextPage<T>(Paging<T> paging);

    Task<Paging<T>> PreviousPage<T>(Paging<T> paging);
}
