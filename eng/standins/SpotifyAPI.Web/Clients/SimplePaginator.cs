using System.Runtime.CompilerServices;
using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

/// <summary>Follows <c>next</c> until it is null, without a pause between the requests.</summary>
public class SimplePaginator : IPaginator
{
    public async Task<IList<T>> PaginateAll<T>(
        IPaginatable<T> firstPage,
        IAPIConnector connector,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(firstPage, nameof(firstPage));
        Ensure.ArgumentNotNull(connector, nameof(connector));

        var results = new List<T>(firstPage.Items ?? []);
        for (var page = firstPage; page.Next is not null && await ShouldContinue(results, page).ConfigureAwait(false);)
        {
            page = await connector.Get<Paging<T>>(Absolute(page.Next), cancel).ConfigureAwait(false);
            results.AddRange(page.Items ?? []);
        }

        return results;
    }

    public async Task<IList<T>> PaginateAll<T, TNext>(
        IPaginatable<T, TNext> firstPage,
        Func<TNext, IPaginatable<T, TNext>> mapper,
        IAPIConnector connector,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(firstPage, nameof(firstPage));
        Ensure.ArgumentNotNull(mapper, nameof(mapper));
        Ensure.ArgumentNotNull(connector, nameof(connector));

        var results = new List<T>(firstPage.Items ?? []);
        for (var page = firstPage; page.Next is not null && await ShouldContinue(results, page).ConfigureAwait(false);)
        {
            page = mapper(await connector.Get<TNext>(Absolute(page.Next), cancel).ConfigureAwait(false));
            results.AddRange(page.Items ?? []);
        }

        return results;
    }

    public async IAsyncEnumerable<T> Paginate<T>(
        IPaginatable<T> firstPage,
        IAPIConnector connector,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(firstPage, nameof(firstPage));
        Ensure.ArgumentNotNull(connector, nameof(connector));
        EnsureItems(firstPage.Items, nameof(firstPage));

        for (var page = firstPage; ;)
        {
            foreach (var item in page.Items!)
            {
                yield return item;
            }

            if (page.Next is null)
            {
                yield break;
            }

            page = await connector.Get<Paging<T>>(Absolute(page.Next), cancel).ConfigureAwait(false);
        }
    }

    public async IAsyncEnumerable<T> Paginate<T, TNext>(
        IPaginatable<T, TNext> firstPage,
        Func<TNext, IPaginatable<T, TNext>> mapper,
        IAPIConnector connector,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(firstPage, nameof(firstPage));
        Ensure.ArgumentNotNull(mapper, nameof(mapper));
        Ensure.ArgumentNotNull(connector, nameof(connector));
        EnsureItems(firstPage.Items, nameof(firstPage));

        for (var page = firstPage; ;)
        {
            foreach (var item in page.Items!)
            {
                yield return item;
            }

            if (page.Next is null)
            {
                yield break;
            }

            page = mapper(await connector.Get<TNext>(Absolute(page.Next), cancel).ConfigureAwait(false));
        }
    }

    protected virtual Task<bool> ShouldContinue<T>(List<T> results, IPaginatable<T> page) => Task.FromResult(true);

    protected virtual Task<bool> ShouldContinue<T, TNext>(List<T> results, IPaginatable<T, TNext> page) =>
        Task.FromResult(true);

    private static void EnsureItems<T>(List<T>? items, string name)
    {
        if (items is null)
        {
            throw new ArgumentException("The first page has to contain an Items list!", name);
        }
    }

    private static Uri Absolute(string address) => new(address, UriKind.Absolute);
}
