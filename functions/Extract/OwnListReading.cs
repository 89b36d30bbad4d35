using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>One reading of an own list: all pages, a few at a time, and the first one again at the end, since the list
/// may shift while it is read.</summary>
internal sealed class OwnListReading(
    SpotifyApi spotify, OwnSource source, ExtractionTime time, ConcurrencyLimiter inMemory)
{
    private readonly OwnPages _requests = new(spotify, source.List);

    /// <summary>The sign of another state of the list; null if there was none.</summary>
    public string? Change { get; private set; }

    /// <summary>Reads the list. The pages are of one state if there is no <see cref="Change"/>.</summary>
    public async Task<BufferedPages> ReadAsync(CancellationToken cancellationToken)
    {
        var pages = await BeginAsync(cancellationToken);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, pages.Count - 1),
            new ParallelOptions { MaxDegreeOfParallelism = SpotifyRateLimiter.MaxInFlight },
            async (index, _) => await ReadAsync(pages, index, page => pages.Set(index, page), cancellationToken));
        if (pages.Count > 1)
        {
            await ReadAsync(pages, 0, ConfirmFirst, cancellationToken);
        }

        return pages;

        void ConfirmFirst(SpotifyPage page) => Change = pages.IsSame(0, page) ? null : "its first entries changed";
    }

    private async Task<BufferedPages> BeginAsync(CancellationToken cancellationToken)
    {
        using var slot = await inMemory.EnterAsync(cancellationToken);
        var range = source.List.Range(0, OwnList.MaxPageSize);
        switch (await _requests.ReadAsync(range, total: null, cancellationToken))
        {
            case PageAnswer.Page(var first):
                var size = first.Limit is > 0 and var limit ? limit : range.Limit;
                var begun = new OpenDownload("", time.Date, source.List.Endpoint, size, first.Total, 1, []);
                var pages = begun.Excess is { } excess
                    ? throw new InvalidResponseException(excess)
                    : new BufferedPages(source.List, begun);
                pages.Set(0, first);
                return pages;
            case PageAnswer.Invalid(var reason):
                throw new InvalidResponseException(reason);
            case var answer:
                throw new InvalidOperationException($"{answer} is no answer to the first request");
        }
    }

    private async Task ReadAsync(
        BufferedPages pages, int index, Action<SpotifyPage> take, CancellationToken cancellationToken)
    {
        if (Change is not null)
        {
            return;
        }

        using var slot = await inMemory.EnterAsync(cancellationToken);
        switch (await _requests.ReadAsync(pages.Range(index), pages.Entries, cancellationToken))
        {
            case PageAnswer.Page(var page):
                take(page);
                break;
            case PageAnswer.Changed(var reason):
                Change = reason;
                break;
            case PageAnswer.Invalid(var reason):
                throw new InvalidResponseException(reason);
        }
    }
}
