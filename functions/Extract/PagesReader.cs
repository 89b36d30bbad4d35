using System.Runtime.ExceptionServices;
using Functions.Lake;
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

    // Of all playlists together: a page is in memory from Spotify's first byte until S3 has its last
    private readonly Slots _inMemory = new(Pacing.MaxInFlight);

    /// <summary>All pages of the described snapshot.</summary>
    /// <param name="state">A reading that an earlier run began is gone on with, if it is of this snapshot.</param>
    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="PlaylistChangedException">What was read so far is of no use any more.</exception>
    /// <exception cref="UnreadableAnswerException">A page is not what Spotify says it is.</exception>
    public async Task<OpenReading> ReadAsync(
        PlaylistDescription playlist, PlaylistState state, CancellationToken cancellationToken)
    {
        var left = state.Reading is { } reading && CanGoOn(reading, playlist) ? reading : null;
        var pages = new StoredPages(left ?? await BeginAsync(playlist, state, cancellationToken));
        try
        {
            await ReadMissingAsync(playlist.Id, pages, mayBeStored: left is not null, cancellationToken);
            return pages.Reading;
        }
        catch (APIException e) when (left is not null && EndpointFinder.IsNoAccess(e))
        {
            // It may be the endpoint that is gone, and not the playlist: that shows when it is found anew
            throw new PlaylistChangedException("the endpoint of the first pages refuses the others");
        }
        catch (Exception e) when (e is not PlaylistChangedException)
        {
            await RememberAsync(playlist.Id, state with { Reading = pages.Reading });
            throw;
        }
    }

    public void Dispose() => _inMemory.Dispose();

    private bool CanGoOn(OpenReading reading, PlaylistDescription playlist) =>
        reading.SnapshotId == playlist.SnapshotId
        && (playlist.SaysWhetherItChanged || reading.Date == time.Date)
        && PlaylistEndpoint.Named(reading.Endpoint) is { } endpoint
        && reading.PageSize > 0
        && reading.PageSize <= endpoint.PageSize;

    /// <summary>Finds the endpoint, and stores the first page that it gives.</summary>
    private async Task<OpenReading> BeginAsync(
        PlaylistDescription playlist, PlaylistState state, CancellationToken cancellationToken)
    {
        using var slot = await _inMemory.EnterAsync(cancellationToken);
        var (reading, page) = await PatientlyAsync(async () =>
        {
            var (endpoint, body) = await endpoints.FindAsync(playlist.Id, cancellationToken);
            var envelope = PageEnvelope.Read(body);
            var size = envelope.Limit is > 0 and var limit ? Math.Min(limit, endpoint.PageSize) : endpoint.PageSize;
            var begun = new OpenReading(playlist.SnapshotId, time.Date, endpoint.Name, size, envelope.Total, []);
            envelope.Check(begun.Range(0), envelope.Total);
            return (begun, body);
        });

        await states.WriteAsync(playlist.Id, state with { Reading = reading }, cancellationToken);
        var stored = await new PageStore(store, playlist.Id, reading).PutAsync(0, page, cancellationToken);
        meter.PageStored();
        return reading with { Pages = [stored] };
    }

    /// <summary>What is on its way when one page fails is still stored; nothing new is begun then.</summary>
    private async Task ReadMissingAsync(
        string playlistId, StoredPages pages, bool mayBeStored, CancellationToken cancellationToken)
    {
        var reading = pages.Reading;
        var folder = new PageStore(store, playlistId, reading);
        Exception? failure = null;
        await Parallel.ForEachAsync(
            pages.Missing,
            new ParallelOptions { MaxDegreeOfParallelism = Pacing.MaxInFlight },
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
                        index, await ReadAsync(playlistId, reading, index, cancellationToken), cancellationToken));
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

    private Task<byte[]> ReadAsync(
        string playlistId, OpenReading reading, int index, CancellationToken cancellationToken) =>
        PatientlyAsync(async () =>
        {
            var endpoint = PlaylistEndpoint.Named(reading.Endpoint)!;
            var range = reading.Range(index);
            var page = await spotify.ReadPageAsync(playlistId, endpoint, range, cancellationToken);
            PageEnvelope.Read(page).Check(range, reading.Total);
            return page;
        });

    private static async Task<T> PatientlyAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (UnreadableAnswerException) when (attempt < MaxAttempts)
            {
            }
        }
    }

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
            // What ended the reading is what matters
        }
    }
}
