using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>Writes the day's manifest of a playlist that has not changed. It refers to the pages that are stored
/// already.</summary>
/// <param name="oldestPage">The first day whose pages it may refer to. Older ones go before the manifest does.</param>
internal sealed class UnchangedSnapshot(RawStore store, ExtractionTime time, DateOnly oldestPage)
{
    /// <summary>Compares the playlist with its last complete snapshot, and writes the day's manifest.</summary>
    /// <returns>The outcome; null if the playlist has changed, or may have, or if its pages are too
    /// old.</returns>
    public async Task<PlaylistOutcome?> RepeatAsync(
        PlaylistDescription playlist, CompleteSnapshot? last, CancellationToken cancellationToken)
    {
        if (!playlist.SaysWhetherItChanged
            || last?.SnapshotId != playlist.SnapshotId
            || !RawSnapshot.TryParseManifest(last.Manifest, out var stored)
            || await ReadAsync(stored, cancellationToken) is not { } manifest
            || manifest.Playlist.SnapshotId != playlist.SnapshotId
            || manifest.Pages.Any(page => RawSnapshot.DayOf(page.KeyIn(stored)) is not { } day || day < oldestPage))
        {
            return null;
        }

        var today = stored with { Date = time.Date };
        if (today != stored)
        {
            // If the manifest exists, an earlier run of the day has written the same.
            await store.TryPutAsync(
                today.Manifest, Referring(manifest, playlist, stored.Prefix).ToUtf8(), cancellationToken);
        }

        return new PlaylistOutcome(playlist.Id, OutcomeKind.Unchanged)
        {
            Entries = manifest.Playlist.TrackCount,
            Pages = manifest.Pages.Count,
            Manifest = today.Manifest,
        };
    }

    private async Task<SnapshotManifest?> ReadAsync(RawSnapshot stored, CancellationToken cancellationToken)
    {
        try
        {
            return await store.TryReadAsync(stored.Manifest, StoredObjects.MaxDocument, cancellationToken) is { } bytes
                ? SnapshotManifest.Parse(bytes)
                : null;
        }
        catch (Exception e) when (e is JsonException or ObjectTooLargeException)
        {
            return null;
        }
    }

    private SnapshotManifest Referring(SnapshotManifest manifest, PlaylistDescription playlist, string folder) =>
        manifest with
        {
            Playlist = manifest.Playlist with { Name = playlist.Name, OwnerId = playlist.OwnerId },
            ExtractedAt = time.Text,
            SnapshotDate = time.Date,
            CodeVersion = CodeVersion.Current,
            Pages = [.. manifest.Pages.Select(page => page with { Folder = page.Folder ?? folder })],
        };
}
