using System.Text;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Faults;

/// <summary>
/// Another <c>snapshot_id</c> in each response although nothing changed, as was seen with Spotify's own playlists.
/// </summary>
internal sealed class UnstableSnapshotId(string id) : FaultSource
{
    private int _number;

    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day)
    {
        if (playlist.Id != id)
        {
            return playlist;
        }

        var number = Interlocked.Increment(ref _number);
        return playlist with
        {
            SnapshotId = SnapshotIds.Compute(Encoding.UTF8.GetBytes($"{playlist.SnapshotId}/{number}")),
        };
    }
}
