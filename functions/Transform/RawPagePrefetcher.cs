using Amazon.S3.Model;
using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// Opens a snapshot's pages in their order, and the next ones while one is read: S3 takes longer to begin an answer
/// than a page takes to be read. What is open and not read yet waits in S3's connection, not in memory.
/// </summary>
/// <param name="pages">In the manifest's order.</param>
/// <param name="open">Asks S3 for a page.</param>
/// <param name="cancellationToken">Ends what is under way.</param>
internal sealed class PagePrefetcher(
    IReadOnlyList<ManifestPage> pages,
    Func<ManifestPage, CancellationToken, Task<GetObjectResponse>> open,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int Ahead = 3;

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<Task<GetObjectResponse>> _opened = new();
    private int _next;

    /// <summary>The next page, whose reader closes it; as many times as there are pages.</summary>
    public Task<GetObjectResponse> NextAsync()
    {
        while (_opened.Count <= Ahead && _next < pages.Count)
        {
            _opened.Enqueue(open(pages[_next++], _end.Token));
        }

        return _opened.Dequeue();
    }

    /// <summary>Closes what nobody has read, where the reading ended before the last page.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var opened in _opened)
        {
            // Why the reading ended is told already.
            await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opened.IsCompletedSuccessfully)
            {
                (await opened).Dispose();
            }
        }

        _end.Dispose();
    }
}
