using System.Runtime.ExceptionServices;
using Functions.Extract.Spotify;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Stores a snapshot's missing pages in the raw bucket, a few at a time, as they arrive.</summary>
internal sealed class SnapshotDownload(
    SpotifyApi spotify,
    EndpointFinder endpoints,
    RawStore store,
    ExtractMeter meter,
    ExtractionTime time,
    DateOnly oldestPage,
    ConcurrencyLimiter inMemory)
{
    /// <summary>The most pages in memory at once, of all playlists together. Each is in memory from Spotify's first
    /// byte until S3 has its last. It is twice the number of requests, so that the next pages are requested while these
    /// are stored.</summary>
    public const int MaxInMemory = 2 * SpotifyRateLimiter.MaxInFlight;

    /// <summary>Reads all pages of the described snapshot, and continues an earlier reading of it.</summary>
    public async Task<DownloadResult> ReadAsync(
        PlaylistDescription playlist, PlaylistProgress progress, CancellationToken cancellationToken)
    {
        var resumed = await FindResumableAsync(playlist, progress.Reading, cancellationToken);
        var (folder, mayBeStored) = resumed is null
            ? await BeginAsync(playlist, progress, cancellationToken)
            : (new DownloadFolder(store, playlist.Id, resumed), true);
        var begun = folder.Reading;
        var pages = new SpotifyPages(
            spotify, playlist, PlaylistEndpoint.Named(begun.Endpoint)!, begun.Total, isResumed: resumed is not null);
        try
        {
            return await StoreMissingAsync(folder, pages, mayBeStored, cancellationToken) is { } change
                ? new DownloadResult.Changed(folder.Reading, change)
                : new DownloadResult.Complete(folder.Reading);
        }
        catch (Exception e)
        {
            if (e is SpotifyBlockedException)
            {
                endpoints.Forget();
            }

            await progress.InterruptAsync(folder.Reading);
            throw;
        }
    }

    /// <summary>The reading of an earlier run that this one can continue; null if there is none.</summary>
    private async Task<OpenDownload?> FindResumableAsync(
        PlaylistDescription playlist, OpenDownload? earlier, CancellationToken cancellationToken)
    {
        if (earlier is not { IsAbandoned: false }
            || !playlist.SaysWhetherItChanged
            || earlier.SnapshotId != playlist.SnapshotId
            || earlier.Date < oldestPage
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
    /// <returns>The reading's folder, and true if more of its pages may be stored already, by a run whose state is
    /// lost.</returns>
    private async Task<(DownloadFolder Folder, bool MayBeStored)> BeginAsync(
        PlaylistDescription playlist, PlaylistProgress progress, CancellationToken cancellationToken)
    {
        using var slot = await inMemory.EnterAsync(cancellationToken);
        var (reading, first) = await ReadFirstAsync(playlist, progress.Reading, cancellationToken);
        for (; ; reading = reading with { Attempt = reading.Attempt + 1 })
        {
            await progress.BeginAsync(reading, cancellationToken);
            var folder = new DownloadFolder(store, playlist.Id, reading);
            if (await folder.PutAsync(0, first.Bytes, cancellationToken) is StoredPage.Matching { IsNew: var isNew }
                && (isNew || playlist.SaysWhetherItChanged))
            {
                meter.PageStored();
                return (folder, !isNew);
            }
        }
    }

    /// <summary>Requests the first page, again if the answer is invalid.</summary>
    private async Task<(OpenDownload Reading, SpotifyPage First)> ReadFirstAsync(
        PlaylistDescription playlist, OpenDownload? earlier, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (endpoint, answer) = await endpoints.FindAsync(playlist.Id, cancellationToken);
            if (answer is PageAnswer.Page(var first))
            {
                var reading = ReadingOf(playlist, endpoint, first, earlier);
                if (DefectOf(reading, first) is not { } defect)
                {
                    return (reading, first);
                }

                answer = new PageAnswer.Invalid(defect);
            }

            if (answer is PageAnswer.Invalid(var reason) && attempt == SpotifyPages.MaxAttempts)
            {
                throw new InvalidResponseException(reason);
            }
        }
    }

    private OpenDownload ReadingOf(
        PlaylistDescription playlist, PlaylistEndpoint endpoint, SpotifyPage first, OpenDownload? earlier) => new(
        playlist.SnapshotId,
        time.Date,
        endpoint.Name,
        endpoint.PageSizeOf(first),
        first.Total,
        NextAttempt(playlist, earlier),
        []);

    /// <summary>The reason that a reading cannot begin with its first page; null if it can.</summary>
    private static string? DefectOf(OpenDownload reading, SpotifyPage first) =>
        reading.Excess ?? first.Compare(reading.Range(0), reading.Total)?.Reason;

    private int NextAttempt(PlaylistDescription playlist, OpenDownload? earlier) =>
        earlier?.SnapshotId == playlist.SnapshotId && earlier.Date == time.Date
            && earlier.Attempt is > 0 and < OpenDownload.MaxAttempt
            ? earlier.Attempt + 1
            : 1;

    /// <summary>Stores all missing pages. After one has failed, the pages on their way are still stored, and no other
    /// is begun.</summary>
    /// <returns>The sign of another state of the playlist; null if all pages are stored.</returns>
    private async Task<string?> StoreMissingAsync(
        DownloadFolder folder, SpotifyPages pages, bool mayBeStored, CancellationToken cancellationToken)
    {
        string? change = null;
        ExceptionDispatchInfo? failure = null;
        var hasEnded = 0;
        await Parallel.ForEachAsync(
            folder.Missing,
            new ParallelOptions { MaxDegreeOfParallelism = MaxInMemory },
            async (index, _) =>
            {
                if (Volatile.Read(ref hasEnded) != 0)
                {
                    return;
                }

                try
                {
                    if (await StoreAsync(folder, pages, index, mayBeStored, cancellationToken) is { } reason
                        && Interlocked.Exchange(ref hasEnded, 1) == 0)
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

    /// <summary>Stores one page, unless it is stored already.</summary>
    /// <returns>The sign of another state of the playlist; null if the page is stored.</returns>
    private async Task<string?> StoreAsync(
        DownloadFolder folder, SpotifyPages pages, int index, bool mayBeStored, CancellationToken cancellationToken)
    {
        using var slot = await inMemory.EnterAsync(cancellationToken);
        var stored = mayBeStored ? await folder.FindAsync(index, cancellationToken) : null;
        if (stored is null)
        {
            switch (await pages.ReadAsync(folder.Range(index), cancellationToken))
            {
                case PageAnswer.Page(var page):
                    stored = await folder.PutAsync(index, page.Bytes, cancellationToken);
                    break;
                case PageAnswer.Changed(var reason):
                    return reason;
                case PageAnswer.Invalid(var reason):
                    throw new InvalidResponseException(reason);
            }
        }

        if (stored is StoredPage.Different(var difference))
        {
            return difference;
        }

        meter.PageStored();
        return null;
    }
}

internal abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    public sealed record Complete(OpenDownload Reading) : DownloadResult;

    /// <summary>The pages do not belong to one state of the playlist.</summary>
    public sealed record Changed(OpenDownload Abandoned, string Reason) : DownloadResult;
}
