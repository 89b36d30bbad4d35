using System.Globalization;
using Functions.Hosting;
using Functions.Lake;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Reads one playlist into the raw bucket: whole, or not at all.</summary>
internal sealed class PlaylistExtractor(
    SpotifyApi spotify,
    PagesReader pages,
    UnchangedSnapshot unchanged,
    RawStore store,
    StateStore states,
    Uri apiBaseAddress,
    ExtractionTime time)
{
    /// <summary>How often a playlist is read from the start when it changes meanwhile.</summary>
    public const int MaxReadings = 3;

    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="SpotifyBlockedException">Spotify asks to wait longer than the run has.</exception>
    /// <exception cref="PlaylistChangedException">It was edited during each reading.</exception>
    /// <exception cref="InvalidResponseException">The pages are not what Spotify says they are.</exception>
    public async Task<PlaylistOutcome> ExtractAsync(string playlistId, CancellationToken cancellationToken)
    {
        var playlist = await spotify.DescribeAsync(playlistId, cancellationToken);
        var state = await states.ReadAsync(playlistId, cancellationToken);
        if (await unchanged.RepeatAsync(playlist, state.Complete, cancellationToken) is { } repeated)
        {
            return repeated;
        }

        OpenReading? previous = null;
        for (var reading = 1; ; reading++)
        {
            string change;
            OpenReading? read;
            PlaylistDescription after;
            try
            {
                read = await pages.ReadAsync(playlist, state, cancellationToken);
                after = await spotify.DescribeAsync(playlistId, cancellationToken);
                if (after.SnapshotId == playlist.SnapshotId
                    || (!playlist.SaysWhetherItChanged && IsSame(read, previous)))
                {
                    return await CompleteAsync(playlist, read, cancellationToken);
                }

                change = "its snapshot_id changed";
                previous = read;
            }
            catch (PlaylistChangedException e)
            {
                change = e.Message;
                (read, previous) = (e.Reading, null);
                after = await spotify.DescribeAsync(playlistId, cancellationToken);
            }

            playlist = after;
            state = state with { Reading = read is null ? null : read with { IsAbandoned = true } };
            if (reading == MaxReadings)
            {
                await states.WriteAsync(playlistId, state, cancellationToken);
                throw new PlaylistChangedException(string.Create(
                    CultureInfo.InvariantCulture, $"{change}, at the last of {reading} readings"));
            }
        }
    }

    /// <summary>
    /// Two readings one after the other that gave the same bytes are one state of the playlist, where its snapshot_id
    /// says nothing: those of Spotify's own playlists were seen to change without an edit.
    /// </summary>
    private static bool IsSame(OpenReading read, OpenReading? previous) =>
        previous is not null
        && read.Pages.Select(page => page.Sha256).SequenceEqual(previous.Pages.Select(page => page.Sha256));

    private async Task<PlaylistOutcome> CompleteAsync(
        PlaylistDescription playlist, OpenReading read, CancellationToken cancellationToken)
    {
        var folder = read.Folder(playlist.Id);
        var snapshot = folder with { Date = time.Date };
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(playlist.Id, playlist.Name, playlist.OwnerId, playlist.SnapshotId, read.Total),
            time.Text,
            time.Date,
            read.Endpoint,
            apiBaseAddress.AbsoluteUri,
            CodeVersion.Current,
            // A reading that was begun on another day has its pages there.
            snapshot == folder ? read.Pages : [.. read.Pages.Select(page => page with { Folder = folder.Prefix })]);

        // Where there is one, an earlier run of the day has completed this snapshot, from the same pages.
        await store.TryPutAsync(snapshot.Manifest, manifest.ToUtf8(), cancellationToken);
        await states.WriteAsync(
            playlist.Id,
            new PlaylistState
            {
                Complete = new CompleteSnapshot(
                    playlist.SnapshotId, playlist.OwnerId, time.Date, snapshot.Manifest),
            },
            cancellationToken);
        return new PlaylistOutcome(playlist.Id, OutcomeKind.Complete)
        {
            Entries = read.Total,
            Pages = read.Pages.Count,
            Manifest = snapshot.Manifest,
        };
    }
}
