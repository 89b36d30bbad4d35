using Functions.Extract.Spotify;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Reads one playlist into the raw bucket: completely, or without a manifest.</summary>
internal sealed class PlaylistExtractor(
    SpotifyApi spotify,
    SnapshotDownload download,
    UnchangedSnapshot unchanged,
    SnapshotCompletion completion,
    StateStore states)
{
    /// <summary>The most readings of a playlist that changes during each of them.</summary>
    public const int MaxReadings = 3;

    /// <summary>Describes the playlist, reads it if it has changed, and completes the reading if it is
    /// confirmed.</summary>
    public async Task<PlaylistOutcome> ExtractAsync(string playlistId, CancellationToken cancellationToken)
    {
        var playlist = await spotify.DescribeAsync(playlistId, cancellationToken);
        var progress = await PlaylistProgress.ReadAsync(states, playlistId, cancellationToken);
        if (await unchanged.RepeatAsync(playlist, progress.Complete, cancellationToken) is { } repeated)
        {
            return repeated;
        }

        OpenDownload? previous = null;
        for (var attempt = 1; ; attempt++)
        {
            var result = await download.ReadAsync(playlist, progress, cancellationToken);
            var after = await spotify.DescribeAsync(playlistId, cancellationToken);
            switch (Confirm(result, previous, playlist, after))
            {
                case DownloadResult.Complete(var reading):
                    return await completion.WriteAsync(playlist, reading, progress, cancellationToken);
                case DownloadResult.Changed(var abandoned, var reason):
                    progress.Abandon(abandoned);
                    if (attempt < MaxReadings)
                    {
                        break;
                    }

                    await progress.KeepAsync(cancellationToken);
                    return PlaylistOutcome.ChangedWhileReading(playlistId, string.Create(
                        CultureInfo.InvariantCulture, $"{reason}, at the last of {attempt} readings"));
            }

            (previous, playlist) = ((result as DownloadResult.Complete)?.Reading, after);
        }
    }

    /// <summary>Confirms a complete reading if the playlist has the same snapshot_id as before it. Spotify's own
    /// playlists were seen to change their snapshot_id without an edit; there, two readings one after the other with
    /// the same bytes are one state too.</summary>
    private static DownloadResult Confirm(
        DownloadResult result, OpenDownload? previous, PlaylistDescription before, PlaylistDescription after) =>
        result is not DownloadResult.Complete(var reading)
        || after.SnapshotId == before.SnapshotId
        || (!before.SaysWhetherItChanged && IsSame(reading, previous))
            ? result
            : new DownloadResult.Changed(reading, "its snapshot_id changed");

    private static bool IsSame(OpenDownload read, OpenDownload? previous) =>
        previous is not null
        && read.Pages.Select(page => page.Sha256).SequenceEqual(previous.Pages.Select(page => page.Sha256));
}
