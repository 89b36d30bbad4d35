using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>Reads one of the user's own lists. Spotify gives it no snapshot_id: all of it is read, and its pages are
/// stored if its entries are others than those that are stored.</summary>
internal sealed class OwnListExtractor(
    SpotifyApi spotify,
    CurrentUser user,
    UnchangedSnapshot unchanged,
    SnapshotCompletion completion,
    RawStore store,
    StateStore states,
    ExtractMeter meter,
    ExtractionTime time,
    ConcurrencyLimiter inMemory)
{
    public async Task<PlaylistOutcome> ExtractAsync(OwnSource source, CancellationToken cancellationToken)
    {
        var ownerId = await user.IdAsync();
        for (var attempt = 1; ; attempt++)
        {
            var reading = new OwnListReading(spotify, source, time, inMemory);
            var pages = await reading.ReadAsync(cancellationToken);
            if (reading.Change is null)
            {
                return await KeepAsync(source, ownerId, pages, cancellationToken);
            }

            if (attempt == PlaylistExtractor.MaxReadings)
            {
                return PlaylistOutcome.ChangedWhileReading(source.Id, string.Create(
                    CultureInfo.InvariantCulture, $"{reading.Change}, at the last of {attempt} readings"));
            }
        }
    }

    /// <summary>Writes the day's manifest, and the pages before it if they are not those of the last
    /// snapshot.</summary>
    private async Task<PlaylistOutcome> KeepAsync(
        OwnSource source, string ownerId, BufferedPages pages, CancellationToken cancellationToken)
    {
        var reading = pages.Identify();
        var list = new PlaylistDescription(source.Id, source.Name, ownerId, reading.SnapshotId);
        var progress = await PlaylistProgress.ReadAsync(states, source.Id, cancellationToken);
        if (await unchanged.RepeatAsync(list, progress.Complete, cancellationToken) is { } repeated)
        {
            return repeated;
        }

        for (; ; reading = reading with { Attempt = reading.Attempt + 1 })
        {
            // The same entries may come back within a day, and only the latest manifest of a day counts.
            if (!await HasEarlierManifestAsync(reading.Folder(source.Id), cancellationToken)
                && await StoreAsync(reading.Folder(source.Id), pages, cancellationToken) is { } stored)
            {
                return await completion.WriteAsync(
                    list, reading with { Pages = stored }, progress, cancellationToken);
            }
        }
    }

    /// <summary>Determines whether the folder has a manifest of another run than this event's.</summary>
    private async Task<bool> HasEarlierManifestAsync(RawSnapshot folder, CancellationToken cancellationToken) =>
        await store.TryReadAsync(folder.Manifest, StoredObjects.MaxDocument, cancellationToken) is { } found
        && SnapshotManifest.Parse(found).ExtractedAt != time.Text;

    /// <returns>The pages; null if the folder has other bytes for one of them, of a run that was killed.</returns>
    private async Task<IReadOnlyList<ManifestPage>?> StoreAsync(
        RawSnapshot folder, BufferedPages pages, CancellationToken cancellationToken)
    {
        var stored = new List<ManifestPage>();
        for (var index = 0; index < pages.Count; index++)
        {
            using var slot = await inMemory.EnterAsync(cancellationToken);
            var (bytes, range) = (pages.Read(index), pages.Range(index));
            if (!await store.TryPutAsync(folder.Page(index), bytes, cancellationToken)
                && !await IsStoredAsync(folder.Page(index), bytes, cancellationToken))
            {
                return null;
            }

            meter.PageStored();
            stored.Add(ManifestPage.Of(index, range.Offset, range.ItemsOf(pages.Entries), bytes));
        }

        return stored;
    }

    private async Task<bool> IsStoredAsync(string key, byte[] page, CancellationToken cancellationToken) =>
        (await store.TryReadAsync(key, AnswerLimit.Page.Bytes, cancellationToken)).AsSpan().SequenceEqual(page);
}
