using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>Writes the manifest of a complete reading, and then the state that has it.</summary>
internal sealed class SnapshotCompletion(RawStore store, Uri apiBaseAddress, ExtractionTime time)
{
    public async Task<PlaylistOutcome> WriteAsync(
        PlaylistDescription playlist,
        OpenDownload reading,
        PlaylistProgress progress,
        CancellationToken cancellationToken)
    {
        var folder = reading.Folder(playlist.Id);
        var snapshot = folder with { Date = time.Date };
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(playlist.Id, playlist.Name, playlist.OwnerId, playlist.SnapshotId, reading.Total),
            time.Text,
            time.Date,
            reading.Endpoint,
            apiBaseAddress.AbsoluteUri,
            CodeVersion.Current,
            // The pages of a reading that was begun on another day are in that day's folder.
            snapshot == folder
                ? reading.Pages
                : [.. reading.Pages.Select(page => page with { Folder = folder.Prefix })]);

        // If the manifest exists, an earlier run of the day has completed this snapshot, from the same pages.
        await store.TryPutAsync(snapshot.Manifest, manifest.ToUtf8(), cancellationToken);
        await progress.CompleteAsync(
            new CompleteSnapshot(playlist.SnapshotId, playlist.OwnerId, time.Date, snapshot.Manifest),
            cancellationToken);
        return new PlaylistOutcome(playlist.Id, OutcomeKind.Complete)
        {
            Entries = reading.Total,
            Pages = reading.Pages.Count,
            Manifest = snapshot.Manifest,
        };
    }
}
