using System.Globalization;
using System.Runtime.ExceptionServices;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>
/// Brings the pages of one snapshot into the raw bucket: each as it comes, a few at a time, and only those that are not
/// there yet.
/// </summary>
internal sealed class PagesReader(
    SpotifyApi spotify,
    EndpointFinder endpoints,
    RawStore store,
    StateStore states,
    ExtractMeter meter,
    ExtractionTime time) : IDisposable
{
    /// <summary>How often an answer that is not the page is asked for again.</summary>
    public const int MaxAttempts = 3;

    /// <summary>
    /// Pages at once of all playlists together, each from Spotify's first byte until S3 has its last: twice the
    /// requests at once, so that Spotify is asked for the next ones while these are being stored.
    /// </summary>
    public const int MaxInMemory = 2 * Pacing.MaxInFlight;

    private readonly ConcurrencyLimiter _inMemory = new(MaxInMemory);

    /// <summary>All pages of the described snapshot.</summary>
    /// <param name="state">A reading that an earlier run began is gone on with, if it is of this snapshot.</param>
    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="PlaylistChangedException">What was read so far is of no use any more.</exception>
    /// <exception cref="InvalidResponseException">A page is not what Spotify says it is.</exception>
    public async Task<OpenReading> ReadAsync(
        PlaylistDescription playlist, PlaylistState state, CancellationToken cancellationToken)
    {
        var left = await LeftAsync(playlist, state, cancellationToken);
        var (begun, mayBeStored) = left is null
            ? await BeginAsync(playlist, state, cancellationToken)
            : (left, true);
        var pages = new StoredPages(begun);
        try
        {
            await ReadMissingAsync(playlist, pages, mayBeStored, cancellationToken);
            return pages.Reading;
        }
        catch (PlaylistChangedException e)
        {
            throw new PlaylistChangedException(e.Message, pages.Reading);
        }
        catch (APIException e) when (EndpointFinder.IsNoAccess(e))
        {
            // It may be the endpoint that is gone, and not the playlist: that shows when it is found anew.
            throw new PlaylistChangedException("the endpoint of the first pages refuses the others", pages.Reading);
        }
        catch (InvalidResponseException e) when (left is not null && e.IsCutOtherwise)
        {
            throw new PlaylistChangedException(
                $"the pages of an earlier run do not go with those of now ({e.Message})", pages.Reading);
        }
        catch (Exception e)
        {
            if (e is SpotifyBlockedException)
            {
                endpoints.Forget();
            }

            await RememberAsync(playlist.Id, state with { Reading = pages.Reading });
            throw;
        }
    }

    public void Dispose() => _inMemory.Dispose();

    /// <summary>The reading that an earlier run began; null where there is none that can be gone on with.</summary>
    private async Task<OpenReading?> LeftAsync(
        PlaylistDescription playlist, PlaylistState state, CancellationToken cancellationToken)
    {
        if (state.Reading is not { IsAbandoned: false } reading
            || !playlist.SaysWhetherItChanged
            || reading.SnapshotId != playlist.SnapshotId
            || PlaylistEndpoint.Named(reading.Endpoint) is not { } endpoint
            || !reading.IsSound(endpoint))
        {
            return null;
        }

        // Nobody knows whether this one is still there after a 429, or once another playlist has come by the other one.
        var isGone = endpoint == PlaylistEndpoint.Tracks
            && endpoints.Working != endpoint.Name
            && await endpoints.GivesAsync(PlaylistEndpoint.Items, playlist.Id, cancellationToken);
        return isGone ? null : reading;
    }

    /// <summary>Finds the endpoint, and stores the first page that it gives.</summary>
    /// <returns>Whether more of its pages may be stored: those of a run whose state is lost.</returns>
    private async Task<(OpenReading Reading, bool MayBeStored)> BeginAsync(
        PlaylistDescription playlist, PlaylistState state, CancellationToken cancellationToken)
    {
        using var slot = await _inMemory.EnterAsync(cancellationToken);
        var (reading, page) = await PatientlyAsync(async () =>
        {
            var (endpoint, body) = await endpoints.FindAsync(playlist.Id, cancellationToken);
            var envelope = PageEnvelope.Read(body);
            var size = envelope.Limit is > 0 and var limit ? Math.Min(limit, endpoint.PageSize) : endpoint.PageSize;
            var begun = new OpenReading(
                playlist.SnapshotId,
                time.Date,
                endpoint.Name,
                size,
                envelope.Total,
                NextAttempt(playlist, state.Reading),
                []);
            if (begun.PageCount > OpenReading.MaxPages)
            {
                throw new InvalidResponseException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Spotify gives {begun.Total} entries in pages of {size}: more than {OpenReading.MaxPages} pages "
                    + $"are not read"));
            }

            envelope.Check(begun.Range(0), envelope.Total);
            return (begun, body);
        });

        for (; ; reading = reading with { Attempt = reading.Attempt + 1 })
        {
            await states.WriteAsync(playlist.Id, state with { Reading = reading }, cancellationToken);
            var folder = new PageStore(store, playlist.Id, reading);
            var (stored, isNew) = await folder.TryPutAsync(0, page, cancellationToken);
            if (stored is not null && (isNew || playlist.SaysWhetherItChanged))
            {
                meter.PageStored();
                return (reading with { Pages = [stored] }, !isNew);
            }
        }
    }

    private int NextAttempt(PlaylistDescription playlist, OpenReading? earlier) =>
        earlier?.SnapshotId == playlist.SnapshotId && earlier.Date == time.Date
            && earlier.Attempt is > 0 and < OpenReading.MaxAttempt
            ? earlier.Attempt + 1
            : 1;

    /// <summary>What is on its way when one page fails is still stored; nothing new is begun then.</summary>
    private async Task ReadMissingAsync(
        PlaylistDescription playlist, StoredPages pages, bool mayBeStored, CancellationToken cancellationToken)
    {
        var reading = pages.Reading;
        var folder = new PageStore(store, playlist.Id, reading);
        Exception? failure = null;
        await Parallel.ForEachAsync(
            pages.Missing,
            new ParallelOptions { MaxDegreeOfParallelism = MaxInMemory },
            async (index, _) =>
            {
                if (Volatile.Read(ref failure) is not null)
                {
                    return;
                }

                try
                {
                    using var slot = await _inMemory.EnterAsync(cancellationToken);
                    var found = mayBeStored ? await folder.FindAsync(index, cancellationToken) : null;
                    pages.Add(index, found ?? await folder.PutAsync(
                        index, await ReadAsync(playlist, reading, index, cancellationToken), cancellationToken));
                    meter.PageStored();
                }
                catch (Exception e)
                {
                    Interlocked.CompareExchange(ref failure, e, null);
                }
            });

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private async Task<byte[]> ReadAsync(
        PlaylistDescription playlist, OpenReading reading, int index, CancellationToken cancellationToken)
    {
        var endpoint = PlaylistEndpoint.Named(reading.Endpoint)!;
        var range = reading.Range(index);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var page = await spotify.ReadPageAsync(playlist.Id, endpoint, range, cancellationToken);
                PageEnvelope.Read(page).Check(range, reading.Total);
                return page;
            }
            catch (InvalidResponseException e) when (IsWorthAnother(attempt, e))
            {
            }
            catch (PlaylistChangedException) when (attempt < MaxAttempts && playlist.SaysWhetherItChanged)
            {
                // One server may lag behind the others: only the snapshot_id says that the playlist was edited.
                var now = await spotify.DescribeAsync(playlist.Id, cancellationToken);
                if (now.SnapshotId != playlist.SnapshotId)
                {
                    throw;
                }
            }
        }
    }

    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (InvalidResponseException e) when (IsWorthAnother(attempt, e))
            {
            }
        }
    }

    /// <summary>An answer that is not even JSON has been asked for again already.</summary>
    private static bool IsWorthAnother(int attempt, InvalidResponseException e) =>
        attempt < MaxAttempts && e.InnerException is null;

    /// <summary>
    /// Without a cancellation: it is the run's end that makes it necessary. If it fails, the pages are found in their
    /// folder.
    /// </summary>
    private async Task RememberAsync(string playlistId, PlaylistState state)
    {
        try
        {
            await states.WriteAsync(playlistId, state, CancellationToken.None);
        }
        catch (Exception)
        {
            // What ended the reading is what matters.
        }
    }
}
