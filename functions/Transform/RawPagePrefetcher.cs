using Amazon.S3.Model;

namespace Functions.Transform;

/// <summary>Opens raw objects in their order, the next ones while one is read: S3 takes longer to begin an answer than
/// the function takes to read a page. An open object that is not read yet waits in S3's connection, not in
/// memory.</summary>
/// <param name="open">Requests an object from S3.</param>
internal sealed class RawPagePrefetcher<T>(
    IReadOnlyList<T> pages,
    Func<T, CancellationToken, Task<GetObjectResponse>> open,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private const int Ahead = 3;

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Queue<Task<GetObjectResponse>> _opened = new();
    private int _next;

    /// <summary>The next page, which its reader closes. It is called once per page at most.</summary>
    public Task<GetObjectResponse> NextAsync()
    {
        while (_opened.Count <= Ahead && _next < pages.Count)
        {
            _opened.Enqueue(open(pages[_next++], _end.Token));
        }

        return _opened.Dequeue();
    }

    /// <summary>Closes the pages that nobody has read, if the reading ended before the last page.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var opened in _opened)
        {
            // The reason is known already.
            await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opened.IsCompletedSuccessfully)
            {
                (await opened).Dispose();
            }
        }

        _end.Dispose();
    }
}
