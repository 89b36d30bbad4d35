using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

public interface IPaginator
{
    Task<IList<T>> PaginateAll<T>(
        IPaginatable<T> firstPage,
        IAPIConnector connector,
        CancellationToken cancel = default);

    Task<IList<T>> PaginateAll<T, TNext>(
        IPaginatable<T, TNext> firstPage,
        Func<TNext, IPaginatable<T, TNext>> mapper,
        IAPIConnector connector,
        CancellationToken cancel = default);

    IAsyncEnumerable<T> Paginate<T>(
        IPaginatable<T> firstPage,
        IAPIConnector connector,
        CancellationToken cancel = default);

    IAsyncEnumerable<T> Paginate<T, TNext>(
        IPaginatable<T, TNext> firstPage,
        Func<TNext, IPaginatable<T, TNext>> mapper,
        IAPIConnector connector,
        CancellationToken cancel = default);
}
