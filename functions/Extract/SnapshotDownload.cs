using System.Globalization;
using System.Runtime.ExceptionServices;
using Functions.Extract.Spotify;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Stores a snapshot's missing pages in the raw bucket, a few at a time, as they arrive.</summary>
internal sealed class SnapshotDownload(
    SpotifyApi spotify, EndpointFinder endpoints, RawStore store, ExtractMeter meter, ExtractionTime time) : IDisposable
{
    /// <summary>
    /// The most pages in memory at once, of all playlists together. Each is in memory from Spotify's first byte until
    /// S3 has its last. It is twice the number of requests, so that the next pages are requested while these are
    /// stored.
    /// </summary>
    public const int MaxInMemory = 2 * Pacing.MaxInFlight;

    private readonly ConcurrencyLimiter _inMemory = new(MaxInMemory);

    /// <summary>Reads all pages of the described snapshot, and continues an earlier reading of it.</summary>
    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="SpotifyBlockedException">Spotify asks for a wait that is longer than the run.</exception>
    /// <exception cref="InvalidResponseException">An answer is not the requested page.</exception>
    public async Task<ReadingResult> ReadAsync(
        PlaylistDescription playlist, PlaylistProgress progress, CancellationToken cancellationToken)
    {
        var resumed = await FindResumableAsync(playlist, progress.Reading, cancellationToken);
        var (begun, mayBeStored) = resumed is null
            ? await BeginAsync(playlist, progress, cancellationToken)
            : (resumed, true);
        var pages = new SnapshotPages(
            spotify, playlist, PlaylistEndpoint.Named(begun.Endpoint)!, begun.Total, isResumed: resumed is not null);
        var stored = new ReadingProgress(begun);
        try
        {
            return await StoreMissingAsync(playlist, pages, begun, stored, mayBeStored, cancellationToken) is { } change
                ? new ReadingResult.Changed(stored.Reading, change)
                : new ReadingResult.Complete(stored.Reading);
        }
        catch (Exception e)
        {
            if (e is SpotifyBlockedException)
            {
                endpoints.Forget();
            }

            await progress.InterruptAsync(stored.Reading);
            throw;
        }
    }

    public void Dispose() => _inMemory.Dispose();

    /// <summary>The reading of an earlier run that this one can continue; null if there is none.</summary>
    private async Task<OpenReading?> FindResumableAsync(
        PlaylistDescription playlist, OpenReading? earlier, CancellationToken cancellationToken)
    {
        if (earlier is not { IsAbandoned: false }
            || !playlist.SaysWhetherItChanged
            || earlier.SnapshotId != playlist.SnapshotId
            || PlaylistEndpoint.Named(earlier.Endpoint) is not { } endpoint
            || !earlier.IsSound(endpoint))
        {
            return null;
        }

        // After a 429, or after another playlist has come by the other endpoint, this one may be gone.
        var isGone = endpoint == PlaylistEndpoint.Tracks
            && endpoints.Working != endpoint.Name
            && await endpoints.ReturnsAsync(PlaylistEndpoint.Items, playlist.Id, cancellationToken);
        return isGone ? null : earlier;
    }

    /// <summary>Finds the endpoint, and stores the first page that it returns.</summary>
    /// <returns>
    /// The reading, and true if more of its pages may be stored already, by a run whose state is lost.
    /// </returns>
    private async Task<(OpenReading Reading, bool MayBeStored)> BeginAsync(
        PlaylistDescription playlist, PlaylistProgress progress, CancellationToken cancellationToken)
    {
        using var slot = await _inMemory.EnterAsync(cancellationToken);
        var (reading, page) = await ReadFirstAsync(playlist, progress.Reading, cancellationToken);
        for (; ; reading = reading with { Attempt = reading.Attempt + 1 })
        {
            await progress.BeginAsync(reading, cancellationToken);
            var folder = new ReadingFolder(store, playlist.Id, reading);
            if (await folder.PutAsync(0, page, cancellationToken) is FolderPage.Stored(var first, var isNew)
                && (isNew || playlist.SaysWhetherItChanged))
            {
                meter.PageStored();
                return (reading with { Pages = [first] }, !isNew);
            }
        }
    }

    private async Task<(OpenReading Reading, byte[] Page)> ReadFirstAsync(
        PlaylistDescription playlist, OpenReading? earlier, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var first = await endpoints.FindAsync(playlist.Id, cancellationToken);
                return (ReadingOf(playlist, first, earlier), first.Bytes);
            }
            catch (InvalidResponseException e) when (SnapshotPages.MayRepeat(attempt, e))
            {
            }
        }
    }

    private OpenReading ReadingOf(PlaylistDescription playlist, FirstPage first, OpenReading? earlier)
    {
        var (endpoint, numbers) = (first.Endpoint, first.Numbers);
        var size = numbers.Limit is > 0 and var limit ? Math.Min(limit, endpoint.PageSize) : endpoint.PageSize;
        var reading = new OpenReading(
            playlist.SnapshotId,
            time.Date,
            endpoint.Name,
            size,
            numbers.Total,
            NextAttempt(playlist, earlier),
            []);
        if (reading.PageCount > OpenReading.MaxPages)
        {
            throw new InvalidResponseException(string.Create(
                CultureInfo.InvariantCulture,
                $"Spotify gives {reading.Total} entries in pages of {size}: more than {OpenReading.MaxPages} pages "
                + $"are not read"));
        }

        return numbers.Compare(reading.Range(0), numbers.Total) is { } mismatch
            ? throw new InvalidResponseException(mismatch.Reason)
            : reading;
    }

    private int NextAttempt(PlaylistDescription playlist, OpenReading? earlier) =>
        earlier?.SnapshotId == playlist.SnapshotId && earlier.Date == time.Date
            && earlier.Attempt is > 0 and < OpenReading.MaxAttempt
            ? earlier.Attempt + 1
            : 1;

    /// <summary>
    /// Stores all missing pages. After one has failed, the pages on their way are still stored, and no other is begun.
    /// </summary>
    /// <returns>The sign of another state of the playlist; null if all pages are stored.</returns>
    private async Task<string?> StoreMissingAsync(
        PlaylistDescription playlist,
        SnapshotPages pages,
        OpenReading reading,
        ReadingProgress stored,
        bool mayBeStored,
        CancellationToken cancellationToken)
    {
        var folder = new ReadingFolder(store, playlist.Id, reading);
        string? change = null;
        ExceptionDispatchInfo? failure = null;
        var hasEnded = 0;
        await Parallel.ForEachAsync(
            stored.Missing,
            new ParallelOptions { MaxDegreeOfParallelism = MaxInMemory },
            async (index, _) =>
            {
                if (Volatile.Read(ref hasEnded) != 0)
                {
                    return;
                }

                try
                {
                    using var slot = await _inMemory.EnterAsync(cancellationToken);
                    var found = mayBeStored ? await folder.FindAsync(index, cancellationToken) : null;
                    found ??= await pages.ReadAsync(reading.Range(index), cancellationToken) switch
                    {
                        PageAnswer.Page(var bytes) => await folder.PutAsync(index, bytes, cancellationToken),
                        PageAnswer.Changed(var reason) => new FolderPage.Different(reason),
                        var answer => throw new InvalidOperationException($"{answer} is no answer"),
                    };
                    if (found is FolderPage.Stored(var page, _))
                    {
                        stored.Add(index, page);
                        meter.PageStored();
                    }
                    else if (found is FolderPage.Different(var reason) && Interlocked.Exchange(ref hasEnded, 1) == 0)
                    {
                        change = reason;
                    }
                }
                catch (Exception e)
                {
                    if (Interlocked.Exchange(ref hasEnded, 1) == 0)
                    {
                        failure = ExceptionDispatchInfo.Capture(e);
                    }
                }
            });
        failure?.Throw();
        return change;
    }
}
